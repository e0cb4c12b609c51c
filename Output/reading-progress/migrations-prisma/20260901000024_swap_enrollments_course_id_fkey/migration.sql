-- Puts the key of enrollments (course_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.enrollments'::regclass AND conname = 'enrollments_course_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.enrollments DROP CONSTRAINT IF EXISTS enrollments_course_id_fkey;
    ALTER TABLE public.enrollments RENAME CONSTRAINT enrollments_course_id_fkey_tenant TO enrollments_course_id_fkey;
  END IF;
END
$$;
COMMIT;
