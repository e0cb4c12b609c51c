-- Back: Puts the key of customers (price_list_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.customers'::regclass AND conname = 'customers_price_list_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.customers RENAME CONSTRAINT customers_price_list_id_fkey TO customers_price_list_id_fkey_tenant;
    ALTER TABLE public.customers ADD CONSTRAINT customers_price_list_id_fkey FOREIGN KEY (price_list_id) REFERENCES public.price_lists (id) ON UPDATE CASCADE ON DELETE SET NULL NOT VALID;
  END IF;
END
$$;
COMMIT;
