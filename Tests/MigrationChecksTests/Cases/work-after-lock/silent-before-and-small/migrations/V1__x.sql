UPDATE big SET a = 1 WHERE a = 2;
ALTER TABLE orders ADD COLUMN source text;
UPDATE customers SET name = 'x' WHERE id = 1;
