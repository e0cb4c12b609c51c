-- Back: subscriptions: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.subscriptions DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner_select ON public.subscriptions;
DROP POLICY IF EXISTS owner_insert ON public.subscriptions;
DROP POLICY IF EXISTS owner_update ON public.subscriptions;
DROP POLICY IF EXISTS worker_select ON public.subscriptions;
DROP POLICY IF EXISTS worker_update ON public.subscriptions;
DROP POLICY IF EXISTS support_select ON public.subscriptions;
COMMIT;
