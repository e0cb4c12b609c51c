-- Back: Brings what is used into its new form: change column courses.chapter_count, change column courses.lesson_count.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
COMMENT ON COLUMN public.courses.chapter_count IS NULL;
COMMENT ON COLUMN public.courses.lesson_count IS NULL;
COMMIT;
