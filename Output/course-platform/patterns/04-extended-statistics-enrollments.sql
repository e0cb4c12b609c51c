CREATE STATISTICS public.enrollments_dependent (dependencies) ON course_id, organization_id FROM public.enrollments;
ANALYZE public.enrollments;
