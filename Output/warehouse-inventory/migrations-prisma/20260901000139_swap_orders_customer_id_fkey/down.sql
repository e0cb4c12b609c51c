-- Back: Puts the key of orders (customer_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.orders'::regclass AND conname = 'orders_customer_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.orders RENAME CONSTRAINT orders_customer_id_fkey TO orders_customer_id_fkey_tenant;
    ALTER TABLE public.orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
  END IF;
END
$$;
COMMIT;
