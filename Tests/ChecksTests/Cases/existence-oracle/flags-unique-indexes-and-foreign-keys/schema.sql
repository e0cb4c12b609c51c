CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE customers (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), email text NOT NULL UNIQUE, phone text);
CREATE UNIQUE INDEX customers_phone ON customers (lower(phone)) WHERE phone IS NOT NULL;
CREATE TABLE orders (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), customer_id bigint REFERENCES customers (id));
ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON customers USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
