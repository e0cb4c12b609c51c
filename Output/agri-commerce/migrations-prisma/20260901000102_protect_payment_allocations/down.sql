-- Back: payment_allocations: rows by 4 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.payment_allocations DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_finance_select ON public.payment_allocations;
DROP POLICY IF EXISTS shop_finance_insert ON public.payment_allocations;
DROP POLICY IF EXISTS shop_finance_delete ON public.payment_allocations;
DROP POLICY IF EXISTS support_select ON public.payment_allocations;
COMMIT;
