-- New rows must have stock_movements.warehouse_id.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_warehouse_id_not_null CHECK (warehouse_id IS NOT NULL) NOT VALID;
COMMIT;
