CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY, customer_id bigint NOT NULL, note text UNIQUE, total integer NOT NULL DEFAULT 0
);
CREATE INDEX orders_total ON orders (total) WHERE total > 10;
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0);
CREATE VIEW big AS SELECT id, total FROM orders WHERE total > 100;
