-- Back: Lets new tables point at products: add foreign key warehouse_stock_levels_product_id_fkey on warehouse_stock_levels, add foreign key product_suppliers_product_id_fkey on product_suppliers.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.product_suppliers DROP CONSTRAINT IF EXISTS product_suppliers_product_id_fkey;
ALTER TABLE public.warehouse_stock_levels DROP CONSTRAINT IF EXISTS warehouse_stock_levels_product_id_fkey;
COMMIT;
