ALTER TABLE orders ADD COLUMN source text NOT NULL DEFAULT 'web';
DELETE FROM customers;
ALTER TABLE customers ADD COLUMN region text NOT NULL;
