-- Back: Brings what is used into its new form: change column stock_reservations.warehouse_stock_level_id, change column stock_movements.warehouse_id, change column deliveries.warehouse_id.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
COMMENT ON COLUMN public.stock_reservations.warehouse_stock_level_id IS NULL;
COMMENT ON COLUMN public.stock_movements.warehouse_id IS NULL;
COMMENT ON COLUMN public.deliveries.warehouse_id IS NULL;
COMMIT;
