CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (
  id bigint PRIMARY KEY, status text NOT NULL, customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE);
CREATE INDEX ON orders (customer_id);
