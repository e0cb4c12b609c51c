-- Back: order_status_changes: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.order_status_changes DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.order_status_changes;
DROP POLICY IF EXISTS shop_sales_insert ON public.order_status_changes;
DROP POLICY IF EXISTS shop_warehouse_select ON public.order_status_changes;
DROP POLICY IF EXISTS shop_warehouse_insert ON public.order_status_changes;
DROP POLICY IF EXISTS platform_jobs_insert ON public.order_status_changes;
DROP POLICY IF EXISTS support_select ON public.order_status_changes;
COMMIT;
