-- lots: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.lots;
CREATE POLICY shop_sales_select ON public.lots FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.lots;
CREATE POLICY shop_warehouse_select ON public.lots FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.lots;
CREATE POLICY shop_warehouse_insert ON public.lots FOR INSERT TO shop_warehouse
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_update ON public.lots;
CREATE POLICY shop_warehouse_update ON public.lots FOR UPDATE TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.lots;
CREATE POLICY reporting_select ON public.lots FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.lots;
CREATE POLICY support_select ON public.lots FOR SELECT TO support
  USING (true);
ALTER TABLE public.lots ENABLE ROW LEVEL SECURITY;
COMMIT;
