-- order_status_changes: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.order_status_changes;
CREATE POLICY shop_sales_select ON public.order_status_changes FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = order_status_changes.order_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_insert ON public.order_status_changes;
CREATE POLICY shop_sales_insert ON public.order_status_changes FOR INSERT TO shop_sales
  WITH CHECK (EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = order_status_changes.order_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_select ON public.order_status_changes;
CREATE POLICY shop_warehouse_select ON public.order_status_changes FOR SELECT TO shop_warehouse
  USING (EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = order_status_changes.order_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.order_status_changes;
CREATE POLICY shop_warehouse_insert ON public.order_status_changes FOR INSERT TO shop_warehouse
  WITH CHECK (EXISTS (SELECT FROM public.orders AS parent WHERE parent.id = order_status_changes.order_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS platform_jobs_insert ON public.order_status_changes;
CREATE POLICY platform_jobs_insert ON public.order_status_changes FOR INSERT TO platform_jobs
  WITH CHECK (true);
DROP POLICY IF EXISTS support_select ON public.order_status_changes;
CREATE POLICY support_select ON public.order_status_changes FOR SELECT TO support
  USING (true);
ALTER TABLE public.order_status_changes ENABLE ROW LEVEL SECURITY;
COMMIT;
