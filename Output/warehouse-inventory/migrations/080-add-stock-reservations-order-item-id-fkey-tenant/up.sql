-- New rows of stock_reservations (order_item_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_reservations
  DROP CONSTRAINT IF EXISTS stock_reservations_order_item_id_fkey_tenant,
  ADD CONSTRAINT stock_reservations_order_item_id_fkey_tenant FOREIGN KEY (shop_id, order_item_id) REFERENCES public.order_items (shop_id, id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;
