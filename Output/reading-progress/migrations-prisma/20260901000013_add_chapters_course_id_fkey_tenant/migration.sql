-- New rows of chapters (course_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.chapters
  DROP CONSTRAINT IF EXISTS chapters_course_id_fkey_tenant,
  ADD CONSTRAINT chapters_course_id_fkey_tenant FOREIGN KEY (organization_id, course_id) REFERENCES public.courses (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;
