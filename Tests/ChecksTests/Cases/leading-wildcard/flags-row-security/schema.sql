CREATE EXTENSION pg_trgm;
CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops, name text NOT NULL);
CREATE INDEX customers_shop ON customers (shop_id);
CREATE INDEX customers_name ON customers USING gin (name gin_trgm_ops);
ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers FORCE ROW LEVEL SECURITY;
CREATE POLICY customers_tenant ON customers USING (shop_id = current_setting('app.shop_id')::bigint);
