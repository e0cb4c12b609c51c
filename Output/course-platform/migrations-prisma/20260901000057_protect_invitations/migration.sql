-- invitations: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS manager_select ON public.invitations;
CREATE POLICY manager_select ON public.invitations FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.invitations;
CREATE POLICY manager_insert ON public.invitations FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.invitations;
CREATE POLICY manager_update ON public.invitations FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_delete ON public.invitations;
CREATE POLICY manager_delete ON public.invitations FOR DELETE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.invitations;
CREATE POLICY worker_select ON public.invitations FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_delete ON public.invitations;
CREATE POLICY worker_delete ON public.invitations FOR DELETE TO worker
  USING (true);
DROP POLICY IF EXISTS support_select ON public.invitations;
CREATE POLICY support_select ON public.invitations FOR SELECT TO support
  USING (true);
ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;
COMMIT;
