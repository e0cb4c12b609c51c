-- Puts the key of chapters (course_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.chapters'::regclass AND conname = 'chapters_course_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.chapters DROP CONSTRAINT IF EXISTS chapters_course_id_fkey;
    ALTER TABLE public.chapters RENAME CONSTRAINT chapters_course_id_fkey_tenant TO chapters_course_id_fkey;
  END IF;
END
$$;
COMMIT;
