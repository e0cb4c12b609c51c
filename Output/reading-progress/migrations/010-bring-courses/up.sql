-- Brings what is used into its new form: change column courses.chapter_count, change column courses.lesson_count.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
COMMENT ON COLUMN public.courses.chapter_count IS 'Living, published chapters; what a course card shows.';
COMMENT ON COLUMN public.courses.lesson_count IS 'Living, published lessons in living, published chapters.';
COMMIT;
