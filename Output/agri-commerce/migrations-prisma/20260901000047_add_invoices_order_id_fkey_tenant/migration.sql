-- New rows of invoices (order_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.invoices
  DROP CONSTRAINT IF EXISTS invoices_order_id_fkey_tenant,
  ADD CONSTRAINT invoices_order_id_fkey_tenant FOREIGN KEY (shop_id, order_id) REFERENCES public.orders (shop_id, id) ON UPDATE CASCADE ON DELETE SET NULL (order_id) NOT VALID;
COMMIT;
