-- products: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.products;
CREATE POLICY shop_sales_select ON public.products FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_insert ON public.products;
CREATE POLICY shop_manager_insert ON public.products FOR INSERT TO shop_manager
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.products;
CREATE POLICY shop_manager_update ON public.products FOR UPDATE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.products;
CREATE POLICY shop_warehouse_select ON public.products FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.products;
CREATE POLICY buyer_select ON public.products FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.products;
CREATE POLICY reporting_select ON public.products FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.products;
CREATE POLICY support_select ON public.products FOR SELECT TO support
  USING (true);
ALTER TABLE public.products ENABLE ROW LEVEL SECURITY;
COMMIT;
