CREATE INDEX CONCURRENTLY orders_number ON orders (number);
