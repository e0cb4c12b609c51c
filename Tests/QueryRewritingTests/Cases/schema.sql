-- What the queries of the case list are asked of.
CREATE TABLE accounts (
  id bigint PRIMARY KEY, name text NOT NULL, region text, parent_id bigint REFERENCES accounts, zone text NOT NULL,
  opened_at timestamptz NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts, status text NOT NULL,
  placed_at timestamptz NOT NULL, shipped_at timestamptz, placed_on date NOT NULL, due timestamp, total numeric(10, 2) NOT NULL,
  quantity integer NOT NULL, priority integer, is_paid boolean, note text, code char(4) NOT NULL, ref uuid NOT NULL);
CREATE TABLE items (
  order_id bigint NOT NULL REFERENCES orders, line integer NOT NULL, product_id bigint, label text NOT NULL,
  PRIMARY KEY (order_id, line));
CREATE TABLE blocked (account_id bigint, reason text NOT NULL);
CREATE TABLE closed (account_id bigint NOT NULL, reason text NOT NULL);
