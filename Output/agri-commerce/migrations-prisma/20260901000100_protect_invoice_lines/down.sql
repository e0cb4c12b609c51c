-- Back: invoice_lines: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.invoice_lines DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_finance_select ON public.invoice_lines;
DROP POLICY IF EXISTS shop_finance_insert ON public.invoice_lines;
DROP POLICY IF EXISTS shop_finance_update ON public.invoice_lines;
DROP POLICY IF EXISTS shop_finance_delete ON public.invoice_lines;
DROP POLICY IF EXISTS buyer_select ON public.invoice_lines;
DROP POLICY IF EXISTS support_select ON public.invoice_lines;
COMMIT;
