-- orders: rows by 11 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.orders;
CREATE POLICY shop_sales_select ON public.orders FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_sales_insert ON public.orders;
CREATE POLICY shop_sales_insert ON public.orders FOR INSERT TO shop_sales
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND (delivery_address_id IS NULL OR EXISTS (SELECT FROM public.customer_addresses AS parent JOIN public.customers AS parent2 ON parent2.id = parent.customer_id WHERE parent.id = orders.delivery_address_id AND parent2.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))));
DROP POLICY IF EXISTS shop_sales_update ON public.orders;
CREATE POLICY shop_sales_update ON public.orders FOR UPDATE TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND (delivery_address_id IS NULL OR EXISTS (SELECT FROM public.customer_addresses AS parent JOIN public.customers AS parent2 ON parent2.id = parent.customer_id WHERE parent.id = orders.delivery_address_id AND parent2.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))));
DROP POLICY IF EXISTS shop_warehouse_select ON public.orders;
CREATE POLICY shop_warehouse_select ON public.orders FOR SELECT TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_warehouse_update ON public.orders;
CREATE POLICY shop_warehouse_update ON public.orders FOR UPDATE TO shop_warehouse
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND (delivery_address_id IS NULL OR EXISTS (SELECT FROM public.customer_addresses AS parent JOIN public.customers AS parent2 ON parent2.id = parent.customer_id WHERE parent.id = orders.delivery_address_id AND parent2.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))));
DROP POLICY IF EXISTS shop_finance_select ON public.orders;
CREATE POLICY shop_finance_select ON public.orders FOR SELECT TO shop_finance
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS buyer_select ON public.orders;
CREATE POLICY buyer_select ON public.orders FOR SELECT TO buyer
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)
    AND customer_id = (SELECT nullif(current_setting('app.customer_id', true), '')::uuid));
DROP POLICY IF EXISTS platform_jobs_select ON public.orders;
CREATE POLICY platform_jobs_select ON public.orders FOR SELECT TO platform_jobs
  USING (true);
DROP POLICY IF EXISTS platform_jobs_update ON public.orders;
CREATE POLICY platform_jobs_update ON public.orders FOR UPDATE TO platform_jobs
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS reporting_select ON public.orders;
CREATE POLICY reporting_select ON public.orders FOR SELECT TO reporting
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.orders;
CREATE POLICY support_select ON public.orders FOR SELECT TO support
  USING (true);
ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;
COMMIT;
