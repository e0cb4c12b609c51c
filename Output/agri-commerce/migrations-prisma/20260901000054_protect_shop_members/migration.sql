-- shop_members: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.shop_members;
CREATE POLICY shop_sales_select ON public.shop_members FOR SELECT TO shop_sales
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_insert ON public.shop_members;
CREATE POLICY shop_manager_insert ON public.shop_members FOR INSERT TO shop_manager
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_update ON public.shop_members;
CREATE POLICY shop_manager_update ON public.shop_members FOR UPDATE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
  WITH CHECK (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS shop_manager_delete ON public.shop_members;
CREATE POLICY shop_manager_delete ON public.shop_members FOR DELETE TO shop_manager
  USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.shop_members;
CREATE POLICY support_select ON public.shop_members FOR SELECT TO support
  USING (true);
ALTER TABLE public.shop_members ENABLE ROW LEVEL SECURITY;
COMMIT;
