-- Back: New rows of lots (product_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lots DROP CONSTRAINT IF EXISTS lots_product_id_fkey_tenant;
COMMIT;
