-- Back: Makes what nobody uses yet: add enum temperature_zone, add enum transfer_status, add table warehouses, add table warehouse_stock_levels, add table stock_transfers, add table stock_transfer_items and 2 more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TABLE IF EXISTS public.product_suppliers;
DROP TABLE IF EXISTS public.suppliers;
DROP TABLE IF EXISTS public.stock_transfer_items;
DROP TABLE IF EXISTS public.stock_transfers;
DROP TABLE IF EXISTS public.warehouse_stock_levels;
DROP TABLE IF EXISTS public.warehouses;
DROP TYPE IF EXISTS public.transfer_status;
DROP TYPE IF EXISTS public.temperature_zone;
COMMIT;
