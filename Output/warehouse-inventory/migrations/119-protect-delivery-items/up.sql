-- delivery_items: rows by 8 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public.delivery_items;
CREATE POLICY shop_sales_select ON public.delivery_items FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_select ON public.delivery_items;
CREATE POLICY shop_warehouse_select ON public.delivery_items FOR SELECT TO shop_warehouse
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_insert ON public.delivery_items;
CREATE POLICY shop_warehouse_insert ON public.delivery_items FOR INSERT TO shop_warehouse
  WITH CHECK (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.lots AS parent WHERE parent.id = delivery_items.lot_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.order_items AS parent WHERE parent.id = delivery_items.order_item_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_update ON public.delivery_items;
CREATE POLICY shop_warehouse_update ON public.delivery_items FOR UPDATE TO shop_warehouse
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.lots AS parent WHERE parent.id = delivery_items.lot_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.order_items AS parent WHERE parent.id = delivery_items.order_item_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_warehouse_delete ON public.delivery_items;
CREATE POLICY shop_warehouse_delete ON public.delivery_items FOR DELETE TO shop_warehouse
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_finance_select ON public.delivery_items;
CREATE POLICY shop_finance_select ON public.delivery_items FOR SELECT TO shop_finance
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS reporting_select ON public.delivery_items;
CREATE POLICY reporting_select ON public.delivery_items FOR SELECT TO reporting
  USING (EXISTS (SELECT FROM public.deliveries AS parent WHERE parent.id = delivery_items.delivery_id AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.delivery_items;
CREATE POLICY support_select ON public.delivery_items FOR SELECT TO support
  USING (true);
ALTER TABLE public.delivery_items ENABLE ROW LEVEL SECURITY;
COMMIT;
