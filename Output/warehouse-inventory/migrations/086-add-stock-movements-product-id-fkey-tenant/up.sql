-- New rows of stock_movements (product_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements
  DROP CONSTRAINT IF EXISTS stock_movements_product_id_fkey_tenant,
  ADD CONSTRAINT stock_movements_product_id_fkey_tenant FOREIGN KEY (shop_id, product_id) REFERENCES public.products (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
COMMIT;
