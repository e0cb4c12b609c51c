-- audit_entries: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_insert ON public.audit_entries;
CREATE POLICY shop_sales_insert ON public.audit_entries FOR INSERT TO shop_sales
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_select ON public.audit_entries;
CREATE POLICY shop_manager_select ON public.audit_entries FOR SELECT TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_insert ON public.audit_entries;
CREATE POLICY shop_finance_insert ON public.audit_entries FOR INSERT TO shop_finance
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.audit_entries;
CREATE POLICY platform_jobs_select ON public.audit_entries FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_delete ON public.audit_entries;
CREATE POLICY platform_jobs_delete ON public.audit_entries FOR DELETE TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS support_select ON public.audit_entries;
CREATE POLICY support_select ON public.audit_entries FOR SELECT TO support
  USING (true);
ALTER TABLE public.audit_entries ENABLE ROW LEVEL SECURITY;
COMMIT;
