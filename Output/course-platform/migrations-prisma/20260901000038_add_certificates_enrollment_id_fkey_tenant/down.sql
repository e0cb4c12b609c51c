-- Back: New rows of certificates (enrollment_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.certificates DROP CONSTRAINT IF EXISTS certificates_enrollment_id_fkey_tenant;
COMMIT;
