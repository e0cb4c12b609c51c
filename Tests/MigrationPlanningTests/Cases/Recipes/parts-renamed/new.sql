CREATE TYPE order_status AS ENUM ('open', 'paid');
CREATE DOMAIN cents AS integer CHECK (VALUE >= 0);
CREATE TABLE customers (id bigint, name text NOT NULL, CONSTRAINT pk_customers PRIMARY KEY (id));
CREATE SEQUENCE order_numbers;
CREATE TABLE orders (
  id bigint CONSTRAINT pk_orders PRIMARY KEY, no bigint NOT NULL DEFAULT nextval('order_numbers'),
  customer_id bigint NOT NULL CONSTRAINT fk_orders_customer REFERENCES customers (id),
  state order_status NOT NULL DEFAULT 'open', total cents,
  CONSTRAINT uq_orders_no UNIQUE (no), CONSTRAINT ck_orders_total CHECK (total < 1000000)
);
ALTER SEQUENCE order_numbers OWNED BY orders.no;
CREATE INDEX ix_orders_customer ON orders (customer_id);
CREATE INDEX ix_orders_open ON orders (no) WHERE state = 'open';
