-- Back: New rows of deliveries must point at a row of warehouses (deliveries_warehouse_id_fkey).
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.deliveries DROP CONSTRAINT IF EXISTS deliveries_warehouse_id_fkey;
COMMIT;
