-- Puts the key of customers (price_list_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.customers'::regclass AND conname = 'customers_price_list_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.customers DROP CONSTRAINT IF EXISTS customers_price_list_id_fkey;
    ALTER TABLE public.customers RENAME CONSTRAINT customers_price_list_id_fkey_tenant TO customers_price_list_id_fkey;
  END IF;
END
$$;
COMMIT;
