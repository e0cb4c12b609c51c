-- Lets new tables point at lessons: bookmarks_lesson_id_fkey, resume_points_lesson_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.bookmarks ADD CONSTRAINT bookmarks_lesson_id_fkey FOREIGN KEY (lesson_id) REFERENCES public.lessons (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
ALTER TABLE public.resume_points ADD CONSTRAINT resume_points_lesson_id_fkey FOREIGN KEY (lesson_id) REFERENCES public.lessons (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;
