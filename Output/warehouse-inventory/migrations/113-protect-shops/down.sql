-- Back: shops: rows by 8 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.shops DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.shops;
DROP POLICY IF EXISTS shop_manager_update ON public.shops;
DROP POLICY IF EXISTS shop_warehouse_select ON public.shops;
DROP POLICY IF EXISTS shop_finance_select ON public.shops;
DROP POLICY IF EXISTS buyer_select ON public.shops;
DROP POLICY IF EXISTS platform_jobs_select ON public.shops;
DROP POLICY IF EXISTS reporting_select ON public.shops;
DROP POLICY IF EXISTS support_select ON public.shops;
COMMIT;
