-- credit_entries: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS manager_select ON public.credit_entries;
CREATE POLICY manager_select ON public.credit_entries FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.credit_entries;
CREATE POLICY manager_insert ON public.credit_entries FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.credit_entries;
CREATE POLICY worker_select ON public.credit_entries FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_insert ON public.credit_entries;
CREATE POLICY worker_insert ON public.credit_entries FOR INSERT TO worker
  WITH CHECK (true);
DROP POLICY IF EXISTS support_select ON public.credit_entries;
CREATE POLICY support_select ON public.credit_entries FOR SELECT TO support
  USING (true);
ALTER TABLE public.credit_entries ENABLE ROW LEVEL SECURITY;
COMMIT;
