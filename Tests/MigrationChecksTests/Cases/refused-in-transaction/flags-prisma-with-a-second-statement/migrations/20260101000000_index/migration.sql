CREATE INDEX CONCURRENTLY orders_number ON orders (number);
ALTER TABLE orders ADD COLUMN source text;
