-- Back: New rows of stock_levels (lot_id) must be of the tenant that they point at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_levels DROP CONSTRAINT IF EXISTS stock_levels_lot_id_fkey_tenant;
COMMIT;
