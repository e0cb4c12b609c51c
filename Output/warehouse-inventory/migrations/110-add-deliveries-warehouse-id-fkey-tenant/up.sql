-- New rows of deliveries (warehouse_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.deliveries
  DROP CONSTRAINT IF EXISTS deliveries_warehouse_id_fkey_tenant,
  ADD CONSTRAINT deliveries_warehouse_id_fkey_tenant FOREIGN KEY (shop_id, warehouse_id) REFERENCES public.warehouses (shop_id, id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
COMMIT;
