CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  language varchar(5)
);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  total_cents bigint NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now(),
  shipped_at timestamp
);
CREATE TABLE returns (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
  reason text NOT NULL
);
CREATE INDEX idx_orders_customer_id ON orders (customer_id);
