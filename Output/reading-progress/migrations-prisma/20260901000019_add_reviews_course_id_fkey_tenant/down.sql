-- Back: New rows of reviews (course_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.reviews DROP CONSTRAINT IF EXISTS reviews_course_id_fkey_tenant;
COMMIT;
