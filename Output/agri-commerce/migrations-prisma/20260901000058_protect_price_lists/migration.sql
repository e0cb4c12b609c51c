-- price_lists: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.price_lists;
CREATE POLICY shop_sales_select ON public.price_lists FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_insert ON public.price_lists;
CREATE POLICY shop_manager_insert ON public.price_lists FOR INSERT TO shop_manager
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.price_lists;
CREATE POLICY shop_manager_update ON public.price_lists FOR UPDATE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.price_lists;
CREATE POLICY buyer_select ON public.price_lists FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.price_lists;
CREATE POLICY support_select ON public.price_lists FOR SELECT TO support
  USING (true);
ALTER TABLE public.price_lists ENABLE ROW LEVEL SECURITY;
COMMIT;
