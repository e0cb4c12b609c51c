-- Proves it for the rows of lots (product_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.lots VALIDATE CONSTRAINT lots_product_id_fkey_tenant;
COMMIT;
