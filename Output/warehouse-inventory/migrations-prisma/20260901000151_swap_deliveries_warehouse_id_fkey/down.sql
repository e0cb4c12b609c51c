-- Back: Puts the key of deliveries (warehouse_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.deliveries'::regclass AND conname = 'deliveries_warehouse_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.deliveries RENAME CONSTRAINT deliveries_warehouse_id_fkey TO deliveries_warehouse_id_fkey_tenant;
    ALTER TABLE public.deliveries ADD CONSTRAINT deliveries_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES public.warehouses (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
  END IF;
END
$$;
COMMIT;
