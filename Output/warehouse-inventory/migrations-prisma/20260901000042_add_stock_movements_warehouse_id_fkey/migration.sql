-- New rows of stock_movements must point at a row of warehouses (stock_movements_warehouse_id_fkey).
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES public.warehouses (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
COMMIT;
