-- Back: Adds courses.chapter_count.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.courses DROP COLUMN IF EXISTS chapter_count;
COMMIT;
