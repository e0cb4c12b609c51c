-- Back: Proves it for the rows of order_items (order_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.order_items VALIDATE CONSTRAINT order_items_order_id_fkey;
COMMIT;
