CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, rank integer NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE RESTRICT,
  customer_name text NOT NULL,
  customer_rank text,
  name text
);
CREATE INDEX orders_customer_id ON orders (customer_id);
