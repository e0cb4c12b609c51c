-- Back: Lets new tables point at products: warehouse_stock_levels_product_id_fkey, product_suppliers_product_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.product_suppliers DROP CONSTRAINT IF EXISTS product_suppliers_product_id_fkey;
ALTER TABLE public.warehouse_stock_levels DROP CONSTRAINT IF EXISTS warehouse_stock_levels_product_id_fkey;
COMMIT;
