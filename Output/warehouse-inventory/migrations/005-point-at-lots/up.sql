-- Lets new tables point at lots: add foreign key warehouse_stock_levels_lot_id_fkey on warehouse_stock_levels, add foreign key stock_transfer_items_lot_id_fkey on stock_transfer_items.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.warehouse_stock_levels ADD CONSTRAINT warehouse_stock_levels_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lots (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
ALTER TABLE public.stock_transfer_items ADD CONSTRAINT stock_transfer_items_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lots (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
COMMIT;
