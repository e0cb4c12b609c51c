-- Back: Adds courses.lesson_count.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.courses DROP COLUMN IF EXISTS lesson_count;
COMMIT;
