-- organizations: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.organizations;
CREATE POLICY learner_select ON public.organizations FOR SELECT TO learner
  USING (id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_select ON public.organizations;
CREATE POLICY manager_select ON public.organizations FOR SELECT TO manager
  USING (id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS owner_update ON public.organizations;
CREATE POLICY owner_update ON public.organizations FOR UPDATE TO owner
  USING (id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.organizations;
CREATE POLICY worker_select ON public.organizations FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.organizations;
CREATE POLICY reporting_select ON public.organizations FOR SELECT TO reporting
  USING (id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.organizations;
CREATE POLICY support_select ON public.organizations FOR SELECT TO support
  USING (true);
ALTER TABLE public.organizations ENABLE ROW LEVEL SECURITY;
COMMIT;
