-- Back: Lets new tables point at shops: add foreign key warehouses_shop_id_fkey on warehouses, add foreign key warehouse_stock_levels_shop_id_fkey on warehouse_stock_levels, add foreign key stock_transfers_shop_id_fkey on stock_transfers, add foreign key suppliers_shop_id_fkey on suppliers, add foreign key product_suppliers_shop_id_fkey on product_suppliers.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.product_suppliers DROP CONSTRAINT IF EXISTS product_suppliers_shop_id_fkey;
ALTER TABLE public.suppliers DROP CONSTRAINT IF EXISTS suppliers_shop_id_fkey;
ALTER TABLE public.stock_transfers DROP CONSTRAINT IF EXISTS stock_transfers_shop_id_fkey;
ALTER TABLE public.warehouse_stock_levels DROP CONSTRAINT IF EXISTS warehouse_stock_levels_shop_id_fkey;
ALTER TABLE public.warehouses DROP CONSTRAINT IF EXISTS warehouses_shop_id_fkey;
COMMIT;
