-- New rows of order_items (product_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.order_items
  DROP CONSTRAINT IF EXISTS order_items_product_id_fkey_tenant,
  ADD CONSTRAINT order_items_product_id_fkey_tenant FOREIGN KEY (shop_id, product_id) REFERENCES public.products (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
COMMIT;
