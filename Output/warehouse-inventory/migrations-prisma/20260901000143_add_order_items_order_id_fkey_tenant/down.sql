-- Back: New rows of order_items (order_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.order_items DROP CONSTRAINT IF EXISTS order_items_order_id_fkey_tenant;
COMMIT;
