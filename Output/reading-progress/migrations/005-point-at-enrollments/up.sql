-- Lets new tables point at enrollments: resume_points_enrollment_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.resume_points ADD CONSTRAINT resume_points_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES public.enrollments (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;
