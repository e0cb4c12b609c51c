CREATE TYPE order_state AS ENUM ('OPEN', 'PAID', 'HELD');
CREATE DOMAIN amount AS numeric(12, 2);
CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE orders (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), number text NOT NULL, total amount NOT NULL,
  weight numeric NOT NULL, state order_state NOT NULL, attributes jsonb NOT NULL, tags text[] NOT NULL, note text);
CREATE INDEX orders_number ON orders (shop_id, number text_pattern_ops);
CREATE INDEX orders_state ON orders (shop_id, state);
CREATE INDEX orders_attributes ON orders USING gin (attributes);
