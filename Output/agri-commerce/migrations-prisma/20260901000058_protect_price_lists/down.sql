-- Back: price_lists: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.price_lists DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.price_lists;
DROP POLICY IF EXISTS shop_manager_insert ON public.price_lists;
DROP POLICY IF EXISTS shop_manager_update ON public.price_lists;
DROP POLICY IF EXISTS buyer_select ON public.price_lists;
DROP POLICY IF EXISTS support_select ON public.price_lists;
COMMIT;
