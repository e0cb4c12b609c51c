-- Back: Proves it for the rows of orders (customer_id) that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_fkey;
COMMIT;
