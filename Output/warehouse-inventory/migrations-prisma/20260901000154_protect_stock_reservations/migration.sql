-- stock_reservations: rows by 9 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.stock_reservations;
CREATE POLICY shop_sales_select ON public.stock_reservations FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_insert ON public.stock_reservations;
CREATE POLICY shop_sales_insert ON public.stock_reservations FOR INSERT TO shop_sales
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_update ON public.stock_reservations;
CREATE POLICY shop_sales_update ON public.stock_reservations FOR UPDATE TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.stock_reservations;
CREATE POLICY shop_warehouse_select ON public.stock_reservations FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_update ON public.stock_reservations;
CREATE POLICY shop_warehouse_update ON public.stock_reservations FOR UPDATE TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.stock_reservations;
CREATE POLICY platform_jobs_select ON public.stock_reservations FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_update ON public.stock_reservations;
CREATE POLICY platform_jobs_update ON public.stock_reservations FOR UPDATE TO platform_jobs
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS platform_jobs_delete ON public.stock_reservations;
CREATE POLICY platform_jobs_delete ON public.stock_reservations FOR DELETE TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS support_select ON public.stock_reservations;
CREATE POLICY support_select ON public.stock_reservations FOR SELECT TO support
  USING (true);
ALTER TABLE public.stock_reservations ENABLE ROW LEVEL SECURITY;
COMMIT;
