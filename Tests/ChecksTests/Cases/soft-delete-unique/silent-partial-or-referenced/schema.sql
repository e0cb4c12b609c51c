CREATE TABLE shops (id bigint PRIMARY KEY, slug text UNIQUE);
CREATE TABLE customers (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL, email text NOT NULL, code text NOT NULL UNIQUE, slug text, deleted_at timestamptz,
  UNIQUE (shop_id, id), UNIQUE (slug, deleted_at));
CREATE UNIQUE INDEX ON customers (email) WHERE (deleted_at IS NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_code text REFERENCES customers (code));
CREATE INDEX ON orders (customer_code);
