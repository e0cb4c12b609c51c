-- Puts the key of payments (customer_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.payments'::regclass AND conname = 'payments_customer_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.payments DROP CONSTRAINT IF EXISTS payments_customer_id_fkey;
    ALTER TABLE public.payments RENAME CONSTRAINT payments_customer_id_fkey_tenant TO payments_customer_id_fkey;
  END IF;
END
$$;
COMMIT;
