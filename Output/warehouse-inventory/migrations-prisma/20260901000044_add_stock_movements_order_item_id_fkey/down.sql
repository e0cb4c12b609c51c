-- Back: New rows of stock_movements must point at a row of order_items (stock_movements_order_item_id_fkey).
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements DROP CONSTRAINT IF EXISTS stock_movements_order_item_id_fkey;
COMMIT;
