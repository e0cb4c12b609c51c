CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id), day date NOT NULL, note text,
  total integer NOT NULL DEFAULT 0
);
CREATE INDEX orders_customer ON orders (customer_id);
