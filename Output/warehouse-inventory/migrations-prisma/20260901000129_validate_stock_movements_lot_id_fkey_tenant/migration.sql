-- Proves it for the rows of stock_movements (lot_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.stock_movements VALIDATE CONSTRAINT stock_movements_lot_id_fkey_tenant;
COMMIT;
