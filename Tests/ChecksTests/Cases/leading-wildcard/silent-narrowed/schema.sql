CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops, name text NOT NULL);
CREATE INDEX customers_shop ON customers (shop_id);
