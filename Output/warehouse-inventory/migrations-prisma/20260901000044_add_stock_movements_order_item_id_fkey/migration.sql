-- New rows of stock_movements must point at a row of order_items (stock_movements_order_item_id_fkey).
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_order_item_id_fkey FOREIGN KEY (order_item_id) REFERENCES public.order_items (id) ON DELETE SET NULL NOT VALID;
COMMIT;
