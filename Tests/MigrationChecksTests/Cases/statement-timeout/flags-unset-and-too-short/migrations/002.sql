SET statement_timeout = '5s';
CREATE INDEX CONCURRENTLY orders_number ON orders (number);
