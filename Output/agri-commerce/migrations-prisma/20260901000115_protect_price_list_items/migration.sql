-- price_list_items: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.price_list_items;
CREATE POLICY shop_sales_select ON public.price_list_items FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_manager_insert ON public.price_list_items;
CREATE POLICY shop_manager_insert ON public.price_list_items FOR INSERT TO shop_manager
  WITH CHECK (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.products AS parent WHERE parent.id = price_list_items.product_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_manager_update ON public.price_list_items;
CREATE POLICY shop_manager_update ON public.price_list_items FOR UPDATE TO shop_manager
  USING (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.products AS parent WHERE parent.id = price_list_items.product_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_manager_delete ON public.price_list_items;
CREATE POLICY shop_manager_delete ON public.price_list_items FOR DELETE TO shop_manager
  USING (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS buyer_select ON public.price_list_items;
CREATE POLICY buyer_select ON public.price_list_items FOR SELECT TO buyer
  USING (EXISTS (SELECT FROM public.price_lists AS parent WHERE parent.id = price_list_items.price_list_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.price_list_items;
CREATE POLICY support_select ON public.price_list_items FOR SELECT TO support
  USING (true);
ALTER TABLE public.price_list_items ENABLE ROW LEVEL SECURITY;
COMMIT;
