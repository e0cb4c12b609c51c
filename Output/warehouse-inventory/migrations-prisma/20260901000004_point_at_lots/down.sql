-- Back: Lets new tables point at lots: add foreign key warehouse_stock_levels_lot_id_fkey on warehouse_stock_levels, add foreign key stock_transfer_items_lot_id_fkey on stock_transfer_items.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_transfer_items DROP CONSTRAINT IF EXISTS stock_transfer_items_lot_id_fkey;
ALTER TABLE public.warehouse_stock_levels DROP CONSTRAINT IF EXISTS warehouse_stock_levels_lot_id_fkey;
COMMIT;
