-- Back: Proves it for the rows of quiz_attempts (enrollment_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.quiz_attempts VALIDATE CONSTRAINT quiz_attempts_enrollment_id_fkey;
COMMIT;
