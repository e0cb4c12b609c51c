CREATE TYPE order_state AS ENUM ('OPEN', 'PAID', 'LOST');

CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(200) NOT NULL,
  nickname text
);

CREATE TABLE orders (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE RESTRICT,
  state order_state NOT NULL DEFAULT 'OPEN',
  total numeric(10, 2) NOT NULL,
  note text,
  placed_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_orders_customer_id ON orders (customer_id);

CREATE TABLE carts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);

CREATE VIEW open_orders AS SELECT id, total FROM orders WHERE state = 'OPEN';
