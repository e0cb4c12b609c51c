-- Proves it for the rows of credit_entries (enrollment_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.credit_entries VALIDATE CONSTRAINT credit_entries_enrollment_id_fkey_tenant;
COMMIT;
