-- Back: Puts the key of stock_movements (product_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.stock_movements'::regclass AND conname = 'stock_movements_product_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.stock_movements RENAME CONSTRAINT stock_movements_product_id_fkey TO stock_movements_product_id_fkey_tenant;
    ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.products (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
  END IF;
END
$$;
COMMIT;
