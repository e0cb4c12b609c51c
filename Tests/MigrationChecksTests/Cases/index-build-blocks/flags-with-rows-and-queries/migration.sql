CREATE INDEX ON orders (customer_id) WHERE note IS NOT NULL;
CREATE UNIQUE INDEX orders_number ON orders (number);
