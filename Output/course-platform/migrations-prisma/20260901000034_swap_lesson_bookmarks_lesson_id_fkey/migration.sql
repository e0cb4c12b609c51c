-- Puts the key of lesson_bookmarks (lesson_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.lesson_bookmarks'::regclass AND conname = 'lesson_bookmarks_lesson_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.lesson_bookmarks DROP CONSTRAINT IF EXISTS lesson_bookmarks_lesson_id_fkey;
    ALTER TABLE public.lesson_bookmarks RENAME CONSTRAINT lesson_bookmarks_lesson_id_fkey_tenant TO lesson_bookmarks_lesson_id_fkey;
  END IF;
END
$$;
COMMIT;
