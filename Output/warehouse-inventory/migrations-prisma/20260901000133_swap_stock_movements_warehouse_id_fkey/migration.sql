-- Puts the key of stock_movements (warehouse_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.stock_movements'::regclass AND conname = 'stock_movements_warehouse_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.stock_movements DROP CONSTRAINT IF EXISTS stock_movements_warehouse_id_fkey;
    ALTER TABLE public.stock_movements RENAME CONSTRAINT stock_movements_warehouse_id_fkey_tenant TO stock_movements_warehouse_id_fkey;
  END IF;
END
$$;
COMMIT;
