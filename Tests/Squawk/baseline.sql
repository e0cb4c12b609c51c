CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (
  id bigint PRIMARY KEY, customer_id bigint, number text, note text, total numeric, amount integer, code varchar(20)
);
CREATE INDEX orders_customer ON orders (customer_id);
CREATE DOMAIN sku AS text;
CREATE TABLE items (id bigint PRIMARY KEY, sku sku, order_id bigint);
CREATE TABLE heap (a bigint NOT NULL);
CREATE TABLE events (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
