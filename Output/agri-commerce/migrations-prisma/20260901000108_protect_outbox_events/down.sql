-- Back: outbox_events: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.outbox_events DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_insert ON public.outbox_events;
DROP POLICY IF EXISTS shop_warehouse_insert ON public.outbox_events;
DROP POLICY IF EXISTS shop_finance_insert ON public.outbox_events;
DROP POLICY IF EXISTS platform_jobs_select ON public.outbox_events;
DROP POLICY IF EXISTS platform_jobs_update ON public.outbox_events;
DROP POLICY IF EXISTS platform_jobs_delete ON public.outbox_events;
DROP POLICY IF EXISTS support_select ON public.outbox_events;
COMMIT;
