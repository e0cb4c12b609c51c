-- Back: Puts the key of stock_reservations (order_item_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.stock_reservations'::regclass AND conname = 'stock_reservations_order_item_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.stock_reservations RENAME CONSTRAINT stock_reservations_order_item_id_fkey TO stock_reservations_order_item_id_fkey_tenant;
    ALTER TABLE public.stock_reservations ADD CONSTRAINT stock_reservations_order_item_id_fkey FOREIGN KEY (order_item_id) REFERENCES public.order_items (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
  END IF;
END
$$;
COMMIT;
