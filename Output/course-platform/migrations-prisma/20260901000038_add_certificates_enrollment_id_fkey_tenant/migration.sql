-- New rows of certificates (enrollment_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.certificates
  DROP CONSTRAINT IF EXISTS certificates_enrollment_id_fkey_tenant,
  ADD CONSTRAINT certificates_enrollment_id_fkey_tenant FOREIGN KEY (organization_id, enrollment_id) REFERENCES public.enrollments (organization_id, id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
COMMIT;
