-- Back: New rows of customers (price_list_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.customers DROP CONSTRAINT IF EXISTS customers_price_list_id_fkey_tenant;
COMMIT;
