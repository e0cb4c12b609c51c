CREATE DOMAIN sku AS text;
CREATE TABLE items (id bigint PRIMARY KEY, sku sku);
