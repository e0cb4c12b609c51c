CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY, customer_id bigint NOT NULL, note text, total integer NOT NULL DEFAULT 0
);
CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE logs (id bigint PRIMARY KEY, kind kind NOT NULL, order_id bigint REFERENCES orders (id));
CREATE INDEX logs_order ON logs (order_id);
CREATE VIEW recent AS SELECT id FROM logs;
