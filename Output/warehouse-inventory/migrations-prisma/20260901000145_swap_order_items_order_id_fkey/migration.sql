-- Puts the key of order_items (order_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.order_items'::regclass AND conname = 'order_items_order_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.order_items DROP CONSTRAINT IF EXISTS order_items_order_id_fkey;
    ALTER TABLE public.order_items RENAME CONSTRAINT order_items_order_id_fkey_tenant TO order_items_order_id_fkey;
  END IF;
END
$$;
COMMIT;
