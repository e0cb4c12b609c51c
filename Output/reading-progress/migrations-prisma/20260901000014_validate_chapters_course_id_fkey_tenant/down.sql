-- Back: Proves it for the rows of chapters (course_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.chapters VALIDATE CONSTRAINT chapters_course_id_fkey;
COMMIT;
