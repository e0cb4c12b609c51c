-- Back: New rows of lesson_bookmarks (lesson_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lesson_bookmarks DROP CONSTRAINT IF EXISTS lesson_bookmarks_lesson_id_fkey_tenant;
COMMIT;
