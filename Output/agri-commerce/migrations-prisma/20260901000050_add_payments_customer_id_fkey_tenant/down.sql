-- Back: New rows of payments (customer_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.payments DROP CONSTRAINT IF EXISTS payments_customer_id_fkey_tenant;
COMMIT;
