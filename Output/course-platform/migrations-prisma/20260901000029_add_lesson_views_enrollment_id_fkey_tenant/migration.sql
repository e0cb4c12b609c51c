-- New rows of lesson_views (enrollment_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lesson_views
  DROP CONSTRAINT IF EXISTS lesson_views_enrollment_id_fkey_tenant,
  ADD CONSTRAINT lesson_views_enrollment_id_fkey_tenant FOREIGN KEY (organization_id, enrollment_id) REFERENCES public.enrollments (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;
