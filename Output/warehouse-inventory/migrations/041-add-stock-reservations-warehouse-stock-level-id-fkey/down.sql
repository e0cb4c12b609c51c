-- Back: New rows of stock_reservations must point at a row of warehouse_stock_levels (stock_reservations_warehouse_stock_level_id_fkey).
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_reservations DROP CONSTRAINT IF EXISTS stock_reservations_warehouse_stock_level_id_fkey;
COMMIT;
