-- Back: stock_reservations: rows by 9 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_reservations DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.stock_reservations;
DROP POLICY IF EXISTS shop_sales_insert ON public.stock_reservations;
DROP POLICY IF EXISTS shop_sales_update ON public.stock_reservations;
DROP POLICY IF EXISTS shop_warehouse_select ON public.stock_reservations;
DROP POLICY IF EXISTS shop_warehouse_update ON public.stock_reservations;
DROP POLICY IF EXISTS platform_jobs_select ON public.stock_reservations;
DROP POLICY IF EXISTS platform_jobs_update ON public.stock_reservations;
DROP POLICY IF EXISTS platform_jobs_delete ON public.stock_reservations;
DROP POLICY IF EXISTS support_select ON public.stock_reservations;
COMMIT;
