-- Puts the key of lesson_views (enrollment_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.lesson_views'::regclass AND conname = 'lesson_views_enrollment_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.lesson_views DROP CONSTRAINT IF EXISTS lesson_views_enrollment_id_fkey;
    ALTER TABLE public.lesson_views RENAME CONSTRAINT lesson_views_enrollment_id_fkey_tenant TO lesson_views_enrollment_id_fkey;
  END IF;
END
$$;
COMMIT;
