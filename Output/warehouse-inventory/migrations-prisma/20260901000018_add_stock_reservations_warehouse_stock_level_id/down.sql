-- Back: Adds stock_reservations.warehouse_stock_level_id.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_reservations DROP COLUMN IF EXISTS warehouse_stock_level_id;
COMMIT;
