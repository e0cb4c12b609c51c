-- outbox_events: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_insert ON public.outbox_events;
CREATE POLICY shop_sales_insert ON public.outbox_events FOR INSERT TO shop_sales
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.outbox_events;
CREATE POLICY shop_warehouse_insert ON public.outbox_events FOR INSERT TO shop_warehouse
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_insert ON public.outbox_events;
CREATE POLICY shop_finance_insert ON public.outbox_events FOR INSERT TO shop_finance
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.outbox_events;
CREATE POLICY platform_jobs_select ON public.outbox_events FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_update ON public.outbox_events;
CREATE POLICY platform_jobs_update ON public.outbox_events FOR UPDATE TO platform_jobs
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS platform_jobs_delete ON public.outbox_events;
CREATE POLICY platform_jobs_delete ON public.outbox_events FOR DELETE TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS support_select ON public.outbox_events;
CREATE POLICY support_select ON public.outbox_events FOR SELECT TO support
  USING (true);
ALTER TABLE public.outbox_events ENABLE ROW LEVEL SECURITY;
COMMIT;
