-- invoices: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.invoices;
CREATE POLICY shop_sales_select ON public.invoices FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_select ON public.invoices;
CREATE POLICY shop_finance_select ON public.invoices FOR SELECT TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_insert ON public.invoices;
CREATE POLICY shop_finance_insert ON public.invoices FOR INSERT TO shop_finance
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_finance_update ON public.invoices;
CREATE POLICY shop_finance_update ON public.invoices FOR UPDATE TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.invoices;
CREATE POLICY buyer_select ON public.invoices FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.invoices;
CREATE POLICY reporting_select ON public.invoices FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.invoices;
CREATE POLICY support_select ON public.invoices FOR SELECT TO support
  USING (true);
ALTER TABLE public.invoices ENABLE ROW LEVEL SECURITY;
COMMIT;
