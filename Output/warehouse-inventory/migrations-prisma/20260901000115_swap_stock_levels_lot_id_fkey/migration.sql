-- Puts the key of stock_levels (lot_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.stock_levels'::regclass AND conname = 'stock_levels_lot_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.stock_levels DROP CONSTRAINT IF EXISTS stock_levels_lot_id_fkey;
    ALTER TABLE public.stock_levels RENAME CONSTRAINT stock_levels_lot_id_fkey_tenant TO stock_levels_lot_id_fkey;
  END IF;
END
$$;
COMMIT;
