-- stock_movements: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_manager_select ON public.stock_movements;
CREATE POLICY shop_manager_select ON public.stock_movements FOR SELECT TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_select ON public.stock_movements;
CREATE POLICY shop_warehouse_select ON public.stock_movements FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.stock_movements;
CREATE POLICY shop_warehouse_insert ON public.stock_movements FOR INSERT TO shop_warehouse
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.stock_movements;
CREATE POLICY platform_jobs_select ON public.stock_movements FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_delete ON public.stock_movements;
CREATE POLICY platform_jobs_delete ON public.stock_movements FOR DELETE TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.stock_movements;
CREATE POLICY reporting_select ON public.stock_movements FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.stock_movements;
CREATE POLICY support_select ON public.stock_movements FOR SELECT TO support
  USING (true);
ALTER TABLE public.stock_movements ENABLE ROW LEVEL SECURITY;
COMMIT;
