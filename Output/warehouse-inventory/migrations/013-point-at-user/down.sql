-- Back: Lets new tables point at user: stock_transfers_requested_by_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_transfers DROP CONSTRAINT IF EXISTS stock_transfers_requested_by_id_fkey;
COMMIT;
