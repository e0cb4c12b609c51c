-- Back: stock_movements.warehouse_id is NOT NULL; what proves it is there already.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements ALTER COLUMN warehouse_id DROP NOT NULL;
COMMIT;
