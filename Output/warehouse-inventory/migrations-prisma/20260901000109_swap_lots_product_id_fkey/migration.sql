-- Puts the key of lots (product_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.lots'::regclass AND conname = 'lots_product_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.lots DROP CONSTRAINT IF EXISTS lots_product_id_fkey;
    ALTER TABLE public.lots RENAME CONSTRAINT lots_product_id_fkey_tenant TO lots_product_id_fkey;
  END IF;
END
$$;
COMMIT;
