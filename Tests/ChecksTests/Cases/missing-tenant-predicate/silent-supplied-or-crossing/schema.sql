CREATE TABLE shops (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops, number text NOT NULL, email text NOT NULL,
  placed_at timestamptz NOT NULL, due timestamp, quantity integer NOT NULL, price numeric(10, 2) NOT NULL, state text NOT NULL,
  UNIQUE (shop_id, number));
CREATE INDEX orders_placed ON orders (shop_id, placed_at);
CREATE TABLE lines (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops, order_id bigint NOT NULL REFERENCES orders);
CREATE INDEX lines_order ON lines (order_id);
ALTER TABLE lines ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON lines USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
