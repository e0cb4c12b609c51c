-- Back: audit_entries: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.audit_entries DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_insert ON public.audit_entries;
DROP POLICY IF EXISTS shop_manager_select ON public.audit_entries;
DROP POLICY IF EXISTS shop_finance_insert ON public.audit_entries;
DROP POLICY IF EXISTS platform_jobs_select ON public.audit_entries;
DROP POLICY IF EXISTS platform_jobs_delete ON public.audit_entries;
DROP POLICY IF EXISTS support_select ON public.audit_entries;
COMMIT;
