-- Back: shop_settings: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.shop_settings DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public.shop_settings;
DROP POLICY IF EXISTS shop_manager_insert ON public.shop_settings;
DROP POLICY IF EXISTS shop_manager_update ON public.shop_settings;
DROP POLICY IF EXISTS shop_manager_delete ON public.shop_settings;
DROP POLICY IF EXISTS support_select ON public.shop_settings;
COMMIT;
