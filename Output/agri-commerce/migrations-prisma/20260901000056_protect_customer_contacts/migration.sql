-- customer_contacts: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.customer_contacts;
CREATE POLICY shop_sales_select ON public.customer_contacts FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_insert ON public.customer_contacts;
CREATE POLICY shop_sales_insert ON public.customer_contacts FOR INSERT TO shop_sales
  WITH CHECK (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_update ON public.customer_contacts;
CREATE POLICY shop_sales_update ON public.customer_contacts FOR UPDATE TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_delete ON public.customer_contacts;
CREATE POLICY shop_sales_delete ON public.customer_contacts FOR DELETE TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_select ON public.customer_contacts;
CREATE POLICY shop_finance_select ON public.customer_contacts FOR SELECT TO shop_finance
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_contacts.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.customer_contacts;
CREATE POLICY support_select ON public.customer_contacts FOR SELECT TO support
  USING (true);
ALTER TABLE public.customer_contacts ENABLE ROW LEVEL SECURITY;
COMMIT;
