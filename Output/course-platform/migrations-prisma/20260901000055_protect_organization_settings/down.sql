-- Back: organization_settings: rows by 4 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.organization_settings DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS manager_select ON public.organization_settings;
DROP POLICY IF EXISTS manager_insert ON public.organization_settings;
DROP POLICY IF EXISTS manager_update ON public.organization_settings;
DROP POLICY IF EXISTS support_select ON public.organization_settings;
COMMIT;
