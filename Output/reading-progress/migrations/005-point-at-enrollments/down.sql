-- Back: Lets new tables point at enrollments: resume_points_enrollment_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.resume_points DROP CONSTRAINT IF EXISTS resume_points_enrollment_id_fkey;
COMMIT;
