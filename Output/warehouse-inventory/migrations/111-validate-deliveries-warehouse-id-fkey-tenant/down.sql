-- Back: Proves it for the rows of deliveries (warehouse_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.deliveries VALIDATE CONSTRAINT deliveries_warehouse_id_fkey;
COMMIT;
