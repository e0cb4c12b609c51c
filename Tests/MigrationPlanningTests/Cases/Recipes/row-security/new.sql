CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY, customer_id bigint NOT NULL, note text, total integer NOT NULL DEFAULT 0
);
CREATE VIEW v WITH (security_invoker=true) AS SELECT id, total FROM orders;
CREATE POLICY own ON orders USING (customer_id = nullif(current_setting('app.c', true), '')::bigint);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
