CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE orders (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), status text NOT NULL, placed_at timestamptz NOT NULL);
CREATE INDEX orders_shop ON orders (shop_id);
