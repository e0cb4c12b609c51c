CREATE TYPE order_status AS ENUM ('open', 'settled', 'sent', 'lost');
CREATE TABLE orders (
  id bigint PRIMARY KEY, status order_status NOT NULL DEFAULT 'settled', CONSTRAINT done CHECK (status <> 'settled' OR id > 0)
);
CREATE INDEX orders_paid ON orders (id) WHERE status = 'settled';
CREATE VIEW paid_orders AS SELECT id FROM orders WHERE status = 'settled';
