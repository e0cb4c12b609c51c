-- payments: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_finance_select ON public.payments;
CREATE POLICY shop_finance_select ON public.payments FOR SELECT TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_insert ON public.payments;
CREATE POLICY shop_finance_insert ON public.payments FOR INSERT TO shop_finance
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_update ON public.payments;
CREATE POLICY shop_finance_update ON public.payments FOR UPDATE TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.payments;
CREATE POLICY reporting_select ON public.payments FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.payments;
CREATE POLICY support_select ON public.payments FOR SELECT TO support
  USING (true);
ALTER TABLE public.payments ENABLE ROW LEVEL SECURITY;
COMMIT;
