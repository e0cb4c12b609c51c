-- Back: Proves it for the rows of customers (price_list_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.customers VALIDATE CONSTRAINT customers_price_list_id_fkey;
COMMIT;
