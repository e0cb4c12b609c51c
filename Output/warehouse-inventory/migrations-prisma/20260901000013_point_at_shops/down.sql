-- Back: Lets new tables point at shops: warehouses_shop_id_fkey, warehouse_stock_levels_shop_id_fkey, stock_transfers_shop_id_fkey, suppliers_shop_id_fkey, product_suppliers_shop_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.product_suppliers DROP CONSTRAINT IF EXISTS product_suppliers_shop_id_fkey;
ALTER TABLE public.suppliers DROP CONSTRAINT IF EXISTS suppliers_shop_id_fkey;
ALTER TABLE public.stock_transfers DROP CONSTRAINT IF EXISTS stock_transfers_shop_id_fkey;
ALTER TABLE public.warehouse_stock_levels DROP CONSTRAINT IF EXISTS warehouse_stock_levels_shop_id_fkey;
ALTER TABLE public.warehouses DROP CONSTRAINT IF EXISTS warehouses_shop_id_fkey;
COMMIT;
