CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY, customer_id bigint NOT NULL, note text, total integer NOT NULL DEFAULT 0
);
CREATE INDEX orders_total ON orders (total);
CREATE INDEX orders_note ON orders (note);
CREATE INDEX orders_a ON orders (customer_id, total);
