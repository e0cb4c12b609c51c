-- customer_addresses: rows by 8 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.customer_addresses;
CREATE POLICY shop_sales_select ON public.customer_addresses FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_insert ON public.customer_addresses;
CREATE POLICY shop_sales_insert ON public.customer_addresses FOR INSERT TO shop_sales
  WITH CHECK (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_update ON public.customer_addresses;
CREATE POLICY shop_sales_update ON public.customer_addresses FOR UPDATE TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_sales_delete ON public.customer_addresses;
CREATE POLICY shop_sales_delete ON public.customer_addresses FOR DELETE TO shop_sales
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_select ON public.customer_addresses;
CREATE POLICY shop_warehouse_select ON public.customer_addresses FOR SELECT TO shop_warehouse
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_select ON public.customer_addresses;
CREATE POLICY shop_finance_select ON public.customer_addresses FOR SELECT TO shop_finance
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS buyer_select ON public.customer_addresses;
CREATE POLICY buyer_select ON public.customer_addresses FOR SELECT TO buyer
  USING (EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = customer_addresses.customer_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.customer_addresses;
CREATE POLICY support_select ON public.customer_addresses FOR SELECT TO support
  USING (true);
ALTER TABLE public.customer_addresses ENABLE ROW LEVEL SECURITY;
COMMIT;
