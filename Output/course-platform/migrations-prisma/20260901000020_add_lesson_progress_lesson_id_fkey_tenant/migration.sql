-- New rows of lesson_progress (lesson_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lesson_progress
  DROP CONSTRAINT IF EXISTS lesson_progress_lesson_id_fkey_tenant,
  ADD CONSTRAINT lesson_progress_lesson_id_fkey_tenant FOREIGN KEY (organization_id, lesson_id) REFERENCES public.lessons (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;
