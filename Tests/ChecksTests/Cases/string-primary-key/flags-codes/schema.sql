CREATE TABLE carriers (code varchar(12) PRIMARY KEY, name text);
CREATE TABLE deliveries (id bigint PRIMARY KEY, carrier_code varchar(12) REFERENCES carriers);
CREATE INDEX ON deliveries (carrier_code);
CREATE DOMAIN sku AS text;
CREATE TABLE products (sku sku PRIMARY KEY);
