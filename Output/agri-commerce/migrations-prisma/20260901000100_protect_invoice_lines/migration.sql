-- invoice_lines: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_finance_select ON public.invoice_lines;
CREATE POLICY shop_finance_select ON public.invoice_lines FOR SELECT TO shop_finance
  USING (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_insert ON public.invoice_lines;
CREATE POLICY shop_finance_insert ON public.invoice_lines FOR INSERT TO shop_finance
  WITH CHECK (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND (order_item_id IS NULL OR EXISTS (SELECT FROM public.order_items AS parent WHERE parent.id = invoice_lines.order_item_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))));
DROP POLICY IF EXISTS shop_finance_update ON public.invoice_lines;
CREATE POLICY shop_finance_update ON public.invoice_lines FOR UPDATE TO shop_finance
  USING (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND (order_item_id IS NULL OR EXISTS (SELECT FROM public.order_items AS parent WHERE parent.id = invoice_lines.order_item_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))));
DROP POLICY IF EXISTS shop_finance_delete ON public.invoice_lines;
CREATE POLICY shop_finance_delete ON public.invoice_lines FOR DELETE TO shop_finance
  USING (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS buyer_select ON public.invoice_lines;
CREATE POLICY buyer_select ON public.invoice_lines FOR SELECT TO buyer
  USING (EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.invoices AS parent WHERE parent.id = invoice_lines.invoice_id AND parent.customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.invoice_lines;
CREATE POLICY support_select ON public.invoice_lines FOR SELECT TO support
  USING (true);
ALTER TABLE public.invoice_lines ENABLE ROW LEVEL SECURITY;
COMMIT;
