-- Proves it for the rows of payments (customer_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.payments VALIDATE CONSTRAINT payments_customer_id_fkey_tenant;
COMMIT;
