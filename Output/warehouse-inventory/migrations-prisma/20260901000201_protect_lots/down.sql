-- Back: lots: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lots DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.lots;
DROP POLICY IF EXISTS shop_warehouse_select ON public.lots;
DROP POLICY IF EXISTS shop_warehouse_insert ON public.lots;
DROP POLICY IF EXISTS shop_warehouse_update ON public.lots;
DROP POLICY IF EXISTS reporting_select ON public.lots;
DROP POLICY IF EXISTS support_select ON public.lots;
COMMIT;
