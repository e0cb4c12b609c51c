-- Back: New rows of lesson_views (enrollment_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lesson_views DROP CONSTRAINT IF EXISTS lesson_views_enrollment_id_fkey_tenant;
COMMIT;
