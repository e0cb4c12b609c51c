-- Back: invoices: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.invoices DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.invoices;
DROP POLICY IF EXISTS shop_finance_select ON public.invoices;
DROP POLICY IF EXISTS shop_finance_insert ON public.invoices;
DROP POLICY IF EXISTS shop_finance_update ON public.invoices;
DROP POLICY IF EXISTS buyer_select ON public.invoices;
DROP POLICY IF EXISTS reporting_select ON public.invoices;
DROP POLICY IF EXISTS support_select ON public.invoices;
COMMIT;
