-- Back: New rows of chapters (course_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.chapters DROP CONSTRAINT IF EXISTS chapters_course_id_fkey_tenant;
COMMIT;
