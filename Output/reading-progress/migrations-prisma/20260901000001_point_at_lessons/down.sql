-- Back: Lets new tables point at lessons: bookmarks_lesson_id_fkey, resume_points_lesson_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.resume_points DROP CONSTRAINT IF EXISTS resume_points_lesson_id_fkey;
ALTER TABLE public.bookmarks DROP CONSTRAINT IF EXISTS bookmarks_lesson_id_fkey;
COMMIT;
