-- Back: memberships: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.memberships DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.memberships;
DROP POLICY IF EXISTS manager_select ON public.memberships;
DROP POLICY IF EXISTS manager_insert ON public.memberships;
DROP POLICY IF EXISTS manager_update ON public.memberships;
DROP POLICY IF EXISTS worker_select ON public.memberships;
DROP POLICY IF EXISTS reporting_select ON public.memberships;
DROP POLICY IF EXISTS support_select ON public.memberships;
COMMIT;
