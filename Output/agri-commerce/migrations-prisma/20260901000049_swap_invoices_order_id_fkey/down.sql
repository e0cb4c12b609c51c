-- Back: Puts the key of invoices (order_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.invoices'::regclass AND conname = 'invoices_order_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.invoices RENAME CONSTRAINT invoices_order_id_fkey TO invoices_order_id_fkey_tenant;
    ALTER TABLE public.invoices ADD CONSTRAINT invoices_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders (id) ON UPDATE CASCADE ON DELETE SET NULL NOT VALID;
  END IF;
END
$$;
COMMIT;
