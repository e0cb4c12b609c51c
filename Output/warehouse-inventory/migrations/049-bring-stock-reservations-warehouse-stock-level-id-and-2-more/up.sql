-- Brings what is used into its new form: change column stock_reservations.warehouse_stock_level_id, change column stock_movements.warehouse_id, change column deliveries.warehouse_id.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
COMMENT ON COLUMN public.stock_reservations.warehouse_stock_level_id IS 'The shelf that the promise is held against.';
COMMENT ON COLUMN public.stock_movements.warehouse_id IS 'Where the goods were when they moved; null on rows older than this feature until the backfill has passed.';
COMMENT ON COLUMN public.deliveries.warehouse_id IS 'Where the van was loaded.';
COMMIT;
