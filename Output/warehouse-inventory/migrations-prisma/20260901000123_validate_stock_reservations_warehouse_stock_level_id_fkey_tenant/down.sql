-- Back: Proves it for the rows of stock_reservations (warehouse_stock_level_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.stock_reservations VALIDATE CONSTRAINT stock_reservations_warehouse_stock_level_id_fkey;
COMMIT;
