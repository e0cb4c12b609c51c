CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE orders (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL, number text, total bigint, note varchar(20), channel text NOT NULL,
  token uuid NOT NULL DEFAULT gen_random_uuid(),
  CONSTRAINT orders_number_key UNIQUE (number), CONSTRAINT orders_total_check CHECK (total >= 0),
  CONSTRAINT orders_shop_fkey FOREIGN KEY (shop_id) REFERENCES shops (id));
CREATE INDEX orders_shop ON orders (shop_id) WHERE total > 0;
