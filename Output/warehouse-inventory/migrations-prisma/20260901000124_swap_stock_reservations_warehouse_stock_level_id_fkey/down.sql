-- Back: Puts the key of stock_reservations (warehouse_stock_level_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.stock_reservations'::regclass AND conname = 'stock_reservations_warehouse_stock_level_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.stock_reservations RENAME CONSTRAINT stock_reservations_warehouse_stock_level_id_fkey TO stock_reservations_warehouse_stock_level_id_fkey_tenant;
    ALTER TABLE public.stock_reservations ADD CONSTRAINT stock_reservations_warehouse_stock_level_id_fkey FOREIGN KEY (warehouse_stock_level_id) REFERENCES public.warehouse_stock_levels (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
  END IF;
END
$$;
COMMIT;
