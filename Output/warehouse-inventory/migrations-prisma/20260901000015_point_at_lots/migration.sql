-- Lets new tables point at lots: warehouse_stock_levels_lot_id_fkey, stock_transfer_items_lot_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.warehouse_stock_levels ADD CONSTRAINT warehouse_stock_levels_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lots (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
ALTER TABLE public.stock_transfer_items ADD CONSTRAINT stock_transfer_items_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lots (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
COMMIT;
