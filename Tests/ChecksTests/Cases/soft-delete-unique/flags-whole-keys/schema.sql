CREATE TABLE customers (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL, email text NOT NULL UNIQUE, number text, is_deleted boolean NOT NULL);
CREATE UNIQUE INDEX customers_number ON customers (shop_id, number) WHERE number IS NOT NULL;
CREATE INDEX customers_deleted ON customers (is_deleted);
