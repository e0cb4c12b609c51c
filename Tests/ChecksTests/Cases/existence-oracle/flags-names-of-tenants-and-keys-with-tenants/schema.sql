CREATE TABLE shops (id bigint PRIMARY KEY, slug text NOT NULL UNIQUE);
CREATE TABLE customers (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id));
CREATE TABLE orders (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id),
  customer_id bigint NOT NULL REFERENCES customers (id));
ALTER TABLE shops ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shops USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
