CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY, customer_id bigint NOT NULL, note text, total numeric(12,2) NOT NULL DEFAULT 0
);
CREATE INDEX orders_total ON orders (total);
