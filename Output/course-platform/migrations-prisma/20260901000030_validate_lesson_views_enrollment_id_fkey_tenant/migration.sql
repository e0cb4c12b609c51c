-- Proves it for the rows of lesson_views (enrollment_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.lesson_views VALIDATE CONSTRAINT lesson_views_enrollment_id_fkey_tenant;
COMMIT;
