-- Back: stock_movements: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_manager_select ON public.stock_movements;
DROP POLICY IF EXISTS shop_warehouse_select ON public.stock_movements;
DROP POLICY IF EXISTS shop_warehouse_insert ON public.stock_movements;
DROP POLICY IF EXISTS platform_jobs_select ON public.stock_movements;
DROP POLICY IF EXISTS platform_jobs_delete ON public.stock_movements;
DROP POLICY IF EXISTS reporting_select ON public.stock_movements;
DROP POLICY IF EXISTS support_select ON public.stock_movements;
COMMIT;
