-- Back: Puts the key of lesson_progress (enrollment_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.lesson_progress'::regclass AND conname = 'lesson_progress_enrollment_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.lesson_progress RENAME CONSTRAINT lesson_progress_enrollment_id_fkey TO lesson_progress_enrollment_id_fkey_tenant;
    ALTER TABLE public.lesson_progress ADD CONSTRAINT lesson_progress_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES public.enrollments (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
  END IF;
END
$$;
COMMIT;
