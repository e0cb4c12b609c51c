-- Puts the key of quiz_attempts (enrollment_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.quiz_attempts'::regclass AND conname = 'quiz_attempts_enrollment_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.quiz_attempts DROP CONSTRAINT IF EXISTS quiz_attempts_enrollment_id_fkey;
    ALTER TABLE public.quiz_attempts RENAME CONSTRAINT quiz_attempts_enrollment_id_fkey_tenant TO quiz_attempts_enrollment_id_fkey;
  END IF;
END
$$;
COMMIT;
