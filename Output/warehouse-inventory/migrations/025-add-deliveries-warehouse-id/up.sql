-- Adds deliveries.warehouse_id.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.deliveries ADD COLUMN IF NOT EXISTS warehouse_id uuid;
COMMIT;
