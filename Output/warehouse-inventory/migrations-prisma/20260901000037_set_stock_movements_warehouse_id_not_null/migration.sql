-- stock_movements.warehouse_id is NOT NULL; what proves it is there already.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements VALIDATE CONSTRAINT stock_movements_warehouse_id_not_null;
ALTER TABLE public.stock_movements ALTER COLUMN warehouse_id SET NOT NULL;
COMMIT;
