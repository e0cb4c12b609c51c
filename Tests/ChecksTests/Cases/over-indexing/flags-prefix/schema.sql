CREATE TABLE orders (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL, number text NOT NULL, placed_at timestamptz, status text,
  CONSTRAINT orders_number_key UNIQUE (shop_id, number));
CREATE INDEX orders_shop ON orders (shop_id);
CREATE INDEX orders_shop_placed ON orders (shop_id, placed_at DESC);
CREATE INDEX orders_placed_desc ON orders (placed_at DESC);
CREATE INDEX orders_placed_status ON orders (placed_at, status DESC);
