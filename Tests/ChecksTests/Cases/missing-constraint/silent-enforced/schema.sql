CREATE TYPE order_state AS ENUM ('OPEN', 'PAID');
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE price_lists (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL, is_default boolean NOT NULL, is_deleted boolean NOT NULL, valid_from date,
  valid_to date, name text NOT NULL, CHECK (((valid_to IS NULL) OR (valid_from <= valid_to))));
CREATE UNIQUE INDEX ON price_lists (shop_id) WHERE ((is_default = true) AND (NOT is_deleted));
CREATE TABLE stock_levels (
  id bigint PRIMARY KEY, reserved numeric NOT NULL, on_hand numeric NOT NULL,
  CHECK (reserved >= 0::numeric), CONSTRAINT promised CHECK (reserved <= on_hand));
CREATE TABLE orders (
  id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers ON DELETE NO ACTION,
  state order_state NOT NULL, status text CHECK (status = ANY (ARRAY['OPEN'::text, 'PAID'::text])), channel text);
CREATE INDEX ON orders (customer_id);
