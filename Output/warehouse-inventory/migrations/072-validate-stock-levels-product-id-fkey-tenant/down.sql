-- Back: Proves it for the rows of stock_levels (product_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.stock_levels VALIDATE CONSTRAINT stock_levels_product_id_fkey;
COMMIT;
