-- Back: payments: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.payments DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_finance_select ON public.payments;
DROP POLICY IF EXISTS shop_finance_insert ON public.payments;
DROP POLICY IF EXISTS shop_finance_update ON public.payments;
DROP POLICY IF EXISTS reporting_select ON public.payments;
DROP POLICY IF EXISTS support_select ON public.payments;
COMMIT;
