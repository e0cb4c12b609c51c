DROP STATISTICS public.enrollments_dependent;
