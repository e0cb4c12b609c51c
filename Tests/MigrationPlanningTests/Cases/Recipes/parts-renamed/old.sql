CREATE TYPE order_state AS ENUM ('open', 'paid');
CREATE DOMAIN amount AS integer CHECK (VALUE >= 0);
CREATE TABLE customers (id bigint, name text NOT NULL, CONSTRAINT customers_pkey PRIMARY KEY (id));
CREATE SEQUENCE orders_no_seq;
CREATE TABLE orders (
  id bigint CONSTRAINT orders_pkey PRIMARY KEY, no bigint NOT NULL DEFAULT nextval('orders_no_seq'),
  customer_id bigint NOT NULL CONSTRAINT orders_customer_id_fkey REFERENCES customers (id),
  state order_state NOT NULL DEFAULT 'open', total amount,
  CONSTRAINT orders_no_key UNIQUE (no), CONSTRAINT orders_total_check CHECK (total < 1000000)
);
ALTER SEQUENCE orders_no_seq OWNED BY orders.no;
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
CREATE INDEX orders_open_idx ON orders (no) WHERE state = 'open';
