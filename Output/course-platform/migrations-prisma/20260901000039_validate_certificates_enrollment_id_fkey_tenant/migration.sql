-- Proves it for the rows of certificates (enrollment_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.certificates VALIDATE CONSTRAINT certificates_enrollment_id_fkey_tenant;
COMMIT;
