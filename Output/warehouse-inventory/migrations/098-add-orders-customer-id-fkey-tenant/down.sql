-- Back: New rows of orders (customer_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_customer_id_fkey_tenant;
COMMIT;
