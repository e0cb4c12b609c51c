-- Back: Proves it for the rows of enrollments (course_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.enrollments VALIDATE CONSTRAINT enrollments_course_id_fkey;
COMMIT;
