-- memberships: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.memberships;
CREATE POLICY learner_select ON public.memberships FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_select ON public.memberships;
CREATE POLICY manager_select ON public.memberships FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.memberships;
CREATE POLICY manager_insert ON public.memberships FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.memberships;
CREATE POLICY manager_update ON public.memberships FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.memberships;
CREATE POLICY worker_select ON public.memberships FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.memberships;
CREATE POLICY reporting_select ON public.memberships FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.memberships;
CREATE POLICY support_select ON public.memberships FOR SELECT TO support
  USING (true);
ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;
COMMIT;
