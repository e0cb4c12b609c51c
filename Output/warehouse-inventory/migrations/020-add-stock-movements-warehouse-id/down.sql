-- Back: Adds stock_movements.warehouse_id.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements DROP COLUMN IF EXISTS warehouse_id;
COMMIT;
