-- shops: rows by 8 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.shops;
CREATE POLICY shop_sales_select ON public.shops FOR SELECT TO shop_sales
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.shops;
CREATE POLICY shop_manager_update ON public.shops FOR UPDATE TO shop_manager
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.shops;
CREATE POLICY shop_warehouse_select ON public.shops FOR SELECT TO shop_warehouse
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_select ON public.shops;
CREATE POLICY shop_finance_select ON public.shops FOR SELECT TO shop_finance
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.shops;
CREATE POLICY buyer_select ON public.shops FOR SELECT TO buyer
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.shops;
CREATE POLICY platform_jobs_select ON public.shops FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.shops;
CREATE POLICY reporting_select ON public.shops FOR SELECT TO reporting
  USING (id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.shops;
CREATE POLICY support_select ON public.shops FOR SELECT TO support
  USING (true);
ALTER TABLE public.shops ENABLE ROW LEVEL SECURITY;
COMMIT;
