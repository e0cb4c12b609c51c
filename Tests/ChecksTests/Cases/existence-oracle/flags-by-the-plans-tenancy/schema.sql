CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id), email text NOT NULL UNIQUE);
