-- Proves it for the rows of stock_movements (order_item_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.stock_movements VALIDATE CONSTRAINT stock_movements_order_item_id_fkey_tenant;
COMMIT;
