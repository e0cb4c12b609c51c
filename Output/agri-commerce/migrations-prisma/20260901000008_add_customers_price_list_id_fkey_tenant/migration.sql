-- New rows of customers (price_list_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.customers
  DROP CONSTRAINT IF EXISTS customers_price_list_id_fkey_tenant,
  ADD CONSTRAINT customers_price_list_id_fkey_tenant FOREIGN KEY (shop_id, price_list_id) REFERENCES public.price_lists (shop_id, id) ON UPDATE CASCADE ON DELETE SET NULL (price_list_id) NOT VALID;
COMMIT;
