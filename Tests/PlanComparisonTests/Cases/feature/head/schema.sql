CREATE TYPE order_state AS ENUM ('OPEN', 'PAID', 'SENT');

CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(100) NOT NULL,
  nickname text NOT NULL,
  phone text
);

COMMENT ON TABLE customers IS 'People who order';

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  state order_state NOT NULL DEFAULT 'OPEN',
  total numeric(12, 2) NOT NULL,
  channel text NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE order_lines (
  order_id bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  line smallint NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, line)
);

CREATE INDEX idx_order_lines_quantity ON order_lines (quantity);

CREATE VIEW open_orders AS
  SELECT id, total
  FROM orders
  WHERE state = 'OPEN';
