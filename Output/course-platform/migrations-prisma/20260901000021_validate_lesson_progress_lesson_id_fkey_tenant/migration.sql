-- Proves it for the rows of lesson_progress (lesson_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.lesson_progress VALIDATE CONSTRAINT lesson_progress_lesson_id_fkey_tenant;
COMMIT;
