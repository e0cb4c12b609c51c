-- Back: price_list_items: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.price_list_items DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.price_list_items;
DROP POLICY IF EXISTS shop_manager_insert ON public.price_list_items;
DROP POLICY IF EXISTS shop_manager_update ON public.price_list_items;
DROP POLICY IF EXISTS shop_manager_delete ON public.price_list_items;
DROP POLICY IF EXISTS buyer_select ON public.price_list_items;
DROP POLICY IF EXISTS support_select ON public.price_list_items;
COMMIT;
