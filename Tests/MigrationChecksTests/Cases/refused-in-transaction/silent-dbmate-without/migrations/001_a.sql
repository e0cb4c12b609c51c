-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY orders_number ON orders (number);
-- migrate:down
