CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE orders (
  id bigint PRIMARY KEY, number varchar(40), total numeric(12, 2), note text, at timestamptz, shop_id bigint,
  created_at timestamptz NOT NULL DEFAULT now(), version integer NOT NULL DEFAULT 0,
  CONSTRAINT orders_shop_fkey FOREIGN KEY (shop_id) REFERENCES shops (id),
  CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID);
CREATE TABLE labels (id bigint PRIMARY KEY, name text);
CREATE INDEX labels_name ON labels (name);
CREATE TABLE unknown (id bigint PRIMARY KEY, name text);
CREATE INDEX unknown_name ON unknown (name);
CREATE TABLE parcels (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));
CREATE INDEX parcels_order ON parcels (order_id);
