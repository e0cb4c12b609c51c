-- Lets new tables point at products: warehouse_stock_levels_product_id_fkey, product_suppliers_product_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.warehouse_stock_levels ADD CONSTRAINT warehouse_stock_levels_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.products (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
ALTER TABLE public.product_suppliers ADD CONSTRAINT product_suppliers_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.products (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;
