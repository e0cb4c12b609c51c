CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new', note varchar(20), total int4 NOT NULL DEFAULT 0);
CREATE VIEW v WITH (security_invoker = true) AS SELECT id FROM orders;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
CREATE POLICY p ON orders FOR SELECT USING (true);
