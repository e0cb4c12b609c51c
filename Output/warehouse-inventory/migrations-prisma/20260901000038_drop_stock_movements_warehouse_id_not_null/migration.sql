-- Drops stock_movements_warehouse_id_not_null: stock_movements.warehouse_id is NOT NULL by itself.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements DROP CONSTRAINT IF EXISTS stock_movements_warehouse_id_not_null;
COMMIT;
