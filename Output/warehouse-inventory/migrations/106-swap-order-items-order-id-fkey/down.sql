-- Back: Puts the key of order_items (order_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.order_items'::regclass AND conname = 'order_items_order_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.order_items RENAME CONSTRAINT order_items_order_id_fkey TO order_items_order_id_fkey_tenant;
    ALTER TABLE public.order_items ADD CONSTRAINT order_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
  END IF;
END
$$;
COMMIT;
