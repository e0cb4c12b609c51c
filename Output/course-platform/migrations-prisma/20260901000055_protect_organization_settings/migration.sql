-- organization_settings: rows by 4 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS manager_select ON public.organization_settings;
CREATE POLICY manager_select ON public.organization_settings FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.organization_settings;
CREATE POLICY manager_insert ON public.organization_settings FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.organization_settings;
CREATE POLICY manager_update ON public.organization_settings FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.organization_settings;
CREATE POLICY support_select ON public.organization_settings FOR SELECT TO support
  USING (true);
ALTER TABLE public.organization_settings ENABLE ROW LEVEL SECURITY;
COMMIT;
