-- subscriptions: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS owner_select ON public.subscriptions;
CREATE POLICY owner_select ON public.subscriptions FOR SELECT TO owner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS owner_insert ON public.subscriptions;
CREATE POLICY owner_insert ON public.subscriptions FOR INSERT TO owner
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS owner_update ON public.subscriptions;
CREATE POLICY owner_update ON public.subscriptions FOR UPDATE TO owner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.subscriptions;
CREATE POLICY worker_select ON public.subscriptions FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_update ON public.subscriptions;
CREATE POLICY worker_update ON public.subscriptions FOR UPDATE TO worker
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS support_select ON public.subscriptions;
CREATE POLICY support_select ON public.subscriptions FOR SELECT TO support
  USING (true);
ALTER TABLE public.subscriptions ENABLE ROW LEVEL SECURITY;
COMMIT;
