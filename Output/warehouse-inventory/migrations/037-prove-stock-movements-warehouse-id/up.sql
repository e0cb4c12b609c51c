-- Proves that all rows have stock_movements.warehouse_id, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.stock_movements VALIDATE CONSTRAINT stock_movements_warehouse_id_not_null;
COMMIT;
