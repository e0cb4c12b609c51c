CREATE TYPE order_status AS ENUM ('open', 'paid', 'sent');
CREATE TABLE orders (
  id bigint PRIMARY KEY, status order_status NOT NULL DEFAULT 'paid', CONSTRAINT done CHECK (status <> 'paid' OR id > 0)
);
CREATE INDEX orders_paid ON orders (id) WHERE status = 'paid';
CREATE VIEW paid_orders AS SELECT id FROM orders WHERE status = 'paid';
