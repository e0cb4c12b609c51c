CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE countries (code text PRIMARY KEY, shop_id bigint);
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), email text NOT NULL,
  country text REFERENCES countries (code), token uuid NOT NULL UNIQUE, UNIQUE (shop_id, email), UNIQUE (shop_id, id));
CREATE TABLE orders (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), customer_id bigint,
  number integer NOT NULL, UNIQUE (customer_id, number),
  FOREIGN KEY (shop_id, customer_id) REFERENCES customers (shop_id, id));
ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON customers USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
