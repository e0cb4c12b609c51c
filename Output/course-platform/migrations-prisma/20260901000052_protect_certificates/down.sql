-- Back: certificates: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.certificates DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.certificates;
DROP POLICY IF EXISTS manager_select ON public.certificates;
DROP POLICY IF EXISTS manager_update ON public.certificates;
DROP POLICY IF EXISTS worker_select ON public.certificates;
DROP POLICY IF EXISTS worker_insert ON public.certificates;
DROP POLICY IF EXISTS reporting_select ON public.certificates;
DROP POLICY IF EXISTS support_select ON public.certificates;
COMMIT;
