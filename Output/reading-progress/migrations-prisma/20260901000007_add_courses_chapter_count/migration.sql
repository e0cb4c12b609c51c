-- Adds courses.chapter_count.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.courses ADD COLUMN IF NOT EXISTS chapter_count smallint DEFAULT 0 NOT NULL;
COMMIT;
