-- Back: delivery_items: rows by 8 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.delivery_items DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.delivery_items;
DROP POLICY IF EXISTS shop_warehouse_select ON public.delivery_items;
DROP POLICY IF EXISTS shop_warehouse_insert ON public.delivery_items;
DROP POLICY IF EXISTS shop_warehouse_update ON public.delivery_items;
DROP POLICY IF EXISTS shop_warehouse_delete ON public.delivery_items;
DROP POLICY IF EXISTS shop_finance_select ON public.delivery_items;
DROP POLICY IF EXISTS reporting_select ON public.delivery_items;
DROP POLICY IF EXISTS support_select ON public.delivery_items;
COMMIT;
