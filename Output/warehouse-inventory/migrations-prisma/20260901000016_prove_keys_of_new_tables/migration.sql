-- Proves the keys of tables without rows: warehouses_shop_id_fkey, warehouse_stock_levels_shop_id_fkey, warehouse_stock_levels_product_id_fkey, warehouse_stock_levels_lot_id_fkey, stock_transfers_requested_by_id_fkey, stock_transfers_shop_id_fkey and 4 more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.warehouses VALIDATE CONSTRAINT warehouses_shop_id_fkey;
ALTER TABLE public.warehouse_stock_levels VALIDATE CONSTRAINT warehouse_stock_levels_shop_id_fkey;
ALTER TABLE public.warehouse_stock_levels VALIDATE CONSTRAINT warehouse_stock_levels_product_id_fkey;
ALTER TABLE public.warehouse_stock_levels VALIDATE CONSTRAINT warehouse_stock_levels_lot_id_fkey;
ALTER TABLE public.stock_transfers VALIDATE CONSTRAINT stock_transfers_requested_by_id_fkey;
ALTER TABLE public.stock_transfers VALIDATE CONSTRAINT stock_transfers_shop_id_fkey;
ALTER TABLE public.stock_transfer_items VALIDATE CONSTRAINT stock_transfer_items_lot_id_fkey;
ALTER TABLE public.suppliers VALIDATE CONSTRAINT suppliers_shop_id_fkey;
ALTER TABLE public.product_suppliers VALIDATE CONSTRAINT product_suppliers_shop_id_fkey;
ALTER TABLE public.product_suppliers VALIDATE CONSTRAINT product_suppliers_product_id_fkey;
COMMIT;
