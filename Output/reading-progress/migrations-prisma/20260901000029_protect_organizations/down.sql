-- Back: organizations: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.organizations DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.organizations;
DROP POLICY IF EXISTS manager_select ON public.organizations;
DROP POLICY IF EXISTS owner_update ON public.organizations;
DROP POLICY IF EXISTS worker_select ON public.organizations;
DROP POLICY IF EXISTS reporting_select ON public.organizations;
DROP POLICY IF EXISTS support_select ON public.organizations;
COMMIT;
