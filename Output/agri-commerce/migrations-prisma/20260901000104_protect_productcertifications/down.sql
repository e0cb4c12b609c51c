-- Back: _ProductCertifications: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public."_ProductCertifications" DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS shop_sales_select ON public."_ProductCertifications";
DROP POLICY IF EXISTS shop_manager_insert ON public."_ProductCertifications";
DROP POLICY IF EXISTS shop_manager_delete ON public."_ProductCertifications";
DROP POLICY IF EXISTS buyer_select ON public."_ProductCertifications";
DROP POLICY IF EXISTS support_select ON public."_ProductCertifications";
COMMIT;
