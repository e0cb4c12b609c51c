-- Back: enrollments: rows by 10 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.enrollments DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.enrollments;
DROP POLICY IF EXISTS learner_insert ON public.enrollments;
DROP POLICY IF EXISTS learner_update ON public.enrollments;
DROP POLICY IF EXISTS manager_select ON public.enrollments;
DROP POLICY IF EXISTS manager_insert ON public.enrollments;
DROP POLICY IF EXISTS manager_update ON public.enrollments;
DROP POLICY IF EXISTS worker_select ON public.enrollments;
DROP POLICY IF EXISTS worker_update ON public.enrollments;
DROP POLICY IF EXISTS reporting_select ON public.enrollments;
DROP POLICY IF EXISTS support_select ON public.enrollments;
COMMIT;
