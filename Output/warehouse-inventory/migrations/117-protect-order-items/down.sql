-- Back: order_items: rows by 9 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.order_items DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.order_items;
DROP POLICY IF EXISTS shop_sales_insert ON public.order_items;
DROP POLICY IF EXISTS shop_sales_update ON public.order_items;
DROP POLICY IF EXISTS shop_sales_delete ON public.order_items;
DROP POLICY IF EXISTS shop_warehouse_select ON public.order_items;
DROP POLICY IF EXISTS shop_finance_select ON public.order_items;
DROP POLICY IF EXISTS buyer_select ON public.order_items;
DROP POLICY IF EXISTS reporting_select ON public.order_items;
DROP POLICY IF EXISTS support_select ON public.order_items;
COMMIT;
