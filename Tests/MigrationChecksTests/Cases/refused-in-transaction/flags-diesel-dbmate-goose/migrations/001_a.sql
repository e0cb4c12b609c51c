-- migrate:up
CREATE INDEX CONCURRENTLY orders_number ON orders (number);
-- migrate:down
DROP INDEX orders_number;
