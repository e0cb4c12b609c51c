-- Lets new tables point at shops: warehouses_shop_id_fkey, warehouse_stock_levels_shop_id_fkey, stock_transfers_shop_id_fkey, suppliers_shop_id_fkey, product_suppliers_shop_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.warehouses ADD CONSTRAINT warehouses_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
ALTER TABLE public.warehouse_stock_levels ADD CONSTRAINT warehouse_stock_levels_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
ALTER TABLE public.stock_transfers ADD CONSTRAINT stock_transfers_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
ALTER TABLE public.suppliers ADD CONSTRAINT suppliers_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
ALTER TABLE public.product_suppliers ADD CONSTRAINT product_suppliers_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
COMMIT;
