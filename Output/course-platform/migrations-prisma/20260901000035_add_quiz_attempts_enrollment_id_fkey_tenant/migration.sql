-- New rows of quiz_attempts (enrollment_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.quiz_attempts
  DROP CONSTRAINT IF EXISTS quiz_attempts_enrollment_id_fkey_tenant,
  ADD CONSTRAINT quiz_attempts_enrollment_id_fkey_tenant FOREIGN KEY (organization_id, enrollment_id) REFERENCES public.enrollments (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;
