-- Back: Lets new tables point at lots: warehouse_stock_levels_lot_id_fkey, stock_transfer_items_lot_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_transfer_items DROP CONSTRAINT IF EXISTS stock_transfer_items_lot_id_fkey;
ALTER TABLE public.warehouse_stock_levels DROP CONSTRAINT IF EXISTS warehouse_stock_levels_lot_id_fkey;
COMMIT;
