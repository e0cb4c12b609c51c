-- New rows of stock_reservations must point at a row of warehouse_stock_levels (stock_reservations_warehouse_stock_level_id_fkey).
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_reservations ADD CONSTRAINT stock_reservations_warehouse_stock_level_id_fkey FOREIGN KEY (warehouse_stock_level_id) REFERENCES public.warehouse_stock_levels (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
COMMIT;
