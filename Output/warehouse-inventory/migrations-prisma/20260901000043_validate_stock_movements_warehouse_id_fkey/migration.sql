-- Proves stock_movements_warehouse_id_fkey for the rows of stock_movements that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.stock_movements VALIDATE CONSTRAINT stock_movements_warehouse_id_fkey;
COMMIT;
