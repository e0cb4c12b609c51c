CREATE OR REPLACE VIEW open_orders WITH (security_invoker = true, security_barrier = true) AS SELECT id FROM orders;
