CREATE TABLE shops (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops, number text NOT NULL, email text NOT NULL,
  placed_at timestamptz NOT NULL, due timestamp, quantity integer NOT NULL, price numeric(10, 2) NOT NULL, state text NOT NULL,
  UNIQUE (shop_id, number));
CREATE INDEX orders_placed ON orders (shop_id, placed_at);
