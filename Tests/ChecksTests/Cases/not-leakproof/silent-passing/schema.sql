CREATE TYPE order_state AS ENUM ('OPEN', 'PAID', 'HELD');
CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE orders (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), number text NOT NULL, total numeric(12, 2) NOT NULL,
  state order_state NOT NULL, email text NOT NULL);
CREATE INDEX orders_number ON orders (shop_id, number COLLATE "C");
CREATE INDEX orders_held ON orders (shop_id) WHERE state = 'HELD';
CREATE TABLE countries (id bigint PRIMARY KEY, area numeric NOT NULL);
