-- Back: shop_members: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.shop_members DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.shop_members;
DROP POLICY IF EXISTS shop_manager_insert ON public.shop_members;
DROP POLICY IF EXISTS shop_manager_update ON public.shop_members;
DROP POLICY IF EXISTS shop_manager_delete ON public.shop_members;
DROP POLICY IF EXISTS support_select ON public.shop_members;
COMMIT;
