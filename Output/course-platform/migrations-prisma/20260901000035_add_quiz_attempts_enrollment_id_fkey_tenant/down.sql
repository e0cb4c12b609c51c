-- Back: New rows of quiz_attempts (enrollment_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.quiz_attempts DROP CONSTRAINT IF EXISTS quiz_attempts_enrollment_id_fkey_tenant;
COMMIT;
