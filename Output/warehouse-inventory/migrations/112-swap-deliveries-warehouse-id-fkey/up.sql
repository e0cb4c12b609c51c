-- Puts the key of deliveries (warehouse_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.deliveries'::regclass AND conname = 'deliveries_warehouse_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.deliveries DROP CONSTRAINT IF EXISTS deliveries_warehouse_id_fkey;
    ALTER TABLE public.deliveries RENAME CONSTRAINT deliveries_warehouse_id_fkey_tenant TO deliveries_warehouse_id_fkey;
  END IF;
END
$$;
COMMIT;
