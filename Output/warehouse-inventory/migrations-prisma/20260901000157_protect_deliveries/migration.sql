-- deliveries: rows by 8 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.deliveries;
CREATE POLICY shop_sales_select ON public.deliveries FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.deliveries;
CREATE POLICY shop_warehouse_select ON public.deliveries FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.deliveries;
CREATE POLICY shop_warehouse_insert ON public.deliveries FOR INSERT TO shop_warehouse
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_update ON public.deliveries;
CREATE POLICY shop_warehouse_update ON public.deliveries FOR UPDATE TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_select ON public.deliveries;
CREATE POLICY shop_finance_select ON public.deliveries FOR SELECT TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.deliveries;
CREATE POLICY buyer_select ON public.deliveries FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = deliveries.order_id AND parent.customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid)));
DROP POLICY IF EXISTS reporting_select ON public.deliveries;
CREATE POLICY reporting_select ON public.deliveries FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.deliveries;
CREATE POLICY support_select ON public.deliveries FOR SELECT TO support
  USING (true);
ALTER TABLE public.deliveries ENABLE ROW LEVEL SECURITY;
COMMIT;
