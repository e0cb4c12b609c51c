-- New rows of orders (customer_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.orders
  DROP CONSTRAINT IF EXISTS orders_customer_id_fkey_tenant,
  ADD CONSTRAINT orders_customer_id_fkey_tenant FOREIGN KEY (shop_id, customer_id) REFERENCES public.customers (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
COMMIT;
