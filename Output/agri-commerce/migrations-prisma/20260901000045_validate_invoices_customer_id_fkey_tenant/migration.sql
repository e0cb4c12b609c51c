-- Proves it for the rows of invoices (customer_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.invoices VALIDATE CONSTRAINT invoices_customer_id_fkey_tenant;
COMMIT;
