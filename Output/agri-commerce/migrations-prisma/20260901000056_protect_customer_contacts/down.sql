-- Back: customer_contacts: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.customer_contacts DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.customer_contacts;
DROP POLICY IF EXISTS shop_sales_insert ON public.customer_contacts;
DROP POLICY IF EXISTS shop_sales_update ON public.customer_contacts;
DROP POLICY IF EXISTS shop_sales_delete ON public.customer_contacts;
DROP POLICY IF EXISTS shop_finance_select ON public.customer_contacts;
DROP POLICY IF EXISTS support_select ON public.customer_contacts;
COMMIT;
