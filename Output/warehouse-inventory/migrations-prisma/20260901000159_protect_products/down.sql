-- Back: products: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.products DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.products;
DROP POLICY IF EXISTS shop_manager_insert ON public.products;
DROP POLICY IF EXISTS shop_manager_update ON public.products;
DROP POLICY IF EXISTS shop_warehouse_select ON public.products;
DROP POLICY IF EXISTS buyer_select ON public.products;
DROP POLICY IF EXISTS reporting_select ON public.products;
DROP POLICY IF EXISTS support_select ON public.products;
COMMIT;
