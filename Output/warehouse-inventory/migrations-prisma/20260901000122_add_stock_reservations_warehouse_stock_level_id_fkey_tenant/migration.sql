-- New rows of stock_reservations (warehouse_stock_level_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_reservations
  DROP CONSTRAINT IF EXISTS stock_reservations_warehouse_stock_level_id_fkey_tenant,
  ADD CONSTRAINT stock_reservations_warehouse_stock_level_id_fkey_tenant FOREIGN KEY (shop_id, warehouse_stock_level_id) REFERENCES public.warehouse_stock_levels (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
COMMIT;
