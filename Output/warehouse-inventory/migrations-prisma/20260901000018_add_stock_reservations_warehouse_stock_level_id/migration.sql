-- Adds stock_reservations.warehouse_stock_level_id.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_reservations ADD COLUMN IF NOT EXISTS warehouse_stock_level_id uuid;
COMMIT;
