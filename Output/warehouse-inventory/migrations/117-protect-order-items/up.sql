-- order_items: rows by 9 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.order_items;
CREATE POLICY shop_sales_select ON public.order_items FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_insert ON public.order_items;
CREATE POLICY shop_sales_insert ON public.order_items FOR INSERT TO shop_sales
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_update ON public.order_items;
CREATE POLICY shop_sales_update ON public.order_items FOR UPDATE TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_delete ON public.order_items;
CREATE POLICY shop_sales_delete ON public.order_items FOR DELETE TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.order_items;
CREATE POLICY shop_warehouse_select ON public.order_items FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_select ON public.order_items;
CREATE POLICY shop_finance_select ON public.order_items FOR SELECT TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.order_items;
CREATE POLICY buyer_select ON public.order_items FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = order_items.order_id AND parent.customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid)));
DROP POLICY IF EXISTS reporting_select ON public.order_items;
CREATE POLICY reporting_select ON public.order_items FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.order_items;
CREATE POLICY support_select ON public.order_items FOR SELECT TO support
  USING (true);
ALTER TABLE public.order_items ENABLE ROW LEVEL SECURITY;
COMMIT;
