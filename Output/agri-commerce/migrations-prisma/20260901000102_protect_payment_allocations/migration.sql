-- payment_allocations: rows by 4 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_finance_select ON public.payment_allocations;
CREATE POLICY shop_finance_select ON public.payment_allocations FOR SELECT TO shop_finance
  USING (EXISTS (SELECT FROM public.payments AS parent WHERE parent.id = payment_allocations.payment_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_insert ON public.payment_allocations;
CREATE POLICY shop_finance_insert ON public.payment_allocations FOR INSERT TO shop_finance
  WITH CHECK (EXISTS (SELECT FROM public.payments AS parent WHERE parent.id = payment_allocations.payment_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = payment_allocations.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_delete ON public.payment_allocations;
CREATE POLICY shop_finance_delete ON public.payment_allocations FOR DELETE TO shop_finance
  USING (EXISTS (SELECT FROM public.payments AS parent WHERE parent.id = payment_allocations.payment_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.payment_allocations;
CREATE POLICY support_select ON public.payment_allocations FOR SELECT TO support
  USING (true);
ALTER TABLE public.payment_allocations ENABLE ROW LEVEL SECURITY;
COMMIT;
