BEGIN;
ALTER TABLE orders ADD COLUMN a text;
CREATE INDEX CONCURRENTLY orders_number ON orders (number);
COMMIT;
