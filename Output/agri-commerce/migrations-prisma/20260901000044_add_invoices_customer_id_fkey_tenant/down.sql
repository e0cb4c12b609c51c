-- Back: New rows of invoices (customer_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.invoices DROP CONSTRAINT IF EXISTS invoices_customer_id_fkey_tenant;
COMMIT;
