-- Proves stock_reservations_warehouse_stock_level_id_fkey for the rows of stock_reservations that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.stock_reservations VALIDATE CONSTRAINT stock_reservations_warehouse_stock_level_id_fkey;
COMMIT;
