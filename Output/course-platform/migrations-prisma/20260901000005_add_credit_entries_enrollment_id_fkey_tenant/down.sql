-- Back: New rows of credit_entries (enrollment_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.credit_entries DROP CONSTRAINT IF EXISTS credit_entries_enrollment_id_fkey_tenant;
COMMIT;
