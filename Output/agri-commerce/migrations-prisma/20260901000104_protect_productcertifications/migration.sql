-- _ProductCertifications: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS shop_sales_select ON public."_ProductCertifications";
CREATE POLICY shop_sales_select ON public."_ProductCertifications" FOR SELECT TO shop_sales
  USING (EXISTS (SELECT FROM public.products AS parent WHERE parent.id = "_ProductCertifications"."B" AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_manager_insert ON public."_ProductCertifications";
CREATE POLICY shop_manager_insert ON public."_ProductCertifications" FOR INSERT TO shop_manager
  WITH CHECK (EXISTS (SELECT FROM public.products AS parent WHERE parent.id = "_ProductCertifications"."B" AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS shop_manager_delete ON public."_ProductCertifications";
CREATE POLICY shop_manager_delete ON public."_ProductCertifications" FOR DELETE TO shop_manager
  USING (EXISTS (SELECT FROM public.products AS parent WHERE parent.id = "_ProductCertifications"."B" AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS buyer_select ON public."_ProductCertifications";
CREATE POLICY buyer_select ON public."_ProductCertifications" FOR SELECT TO buyer
  USING (EXISTS (SELECT FROM public.products AS parent WHERE parent.id = "_ProductCertifications"."B" AND parent.shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public."_ProductCertifications";
CREATE POLICY support_select ON public."_ProductCertifications" FOR SELECT TO support
  USING (true);
ALTER TABLE public."_ProductCertifications" ENABLE ROW LEVEL SECURITY;
COMMIT;
