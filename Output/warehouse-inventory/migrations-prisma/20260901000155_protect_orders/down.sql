-- Back: orders: rows by 11 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.orders DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.orders;
DROP POLICY IF EXISTS shop_sales_insert ON public.orders;
DROP POLICY IF EXISTS shop_sales_update ON public.orders;
DROP POLICY IF EXISTS shop_warehouse_select ON public.orders;
DROP POLICY IF EXISTS shop_warehouse_update ON public.orders;
DROP POLICY IF EXISTS shop_finance_select ON public.orders;
DROP POLICY IF EXISTS buyer_select ON public.orders;
DROP POLICY IF EXISTS platform_jobs_select ON public.orders;
DROP POLICY IF EXISTS platform_jobs_update ON public.orders;
DROP POLICY IF EXISTS reporting_select ON public.orders;
DROP POLICY IF EXISTS support_select ON public.orders;
COMMIT;
