-- Drops deliveries.dispatched_at, which no code reads any more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TRIGGER IF EXISTS zz_keep_deliveries_departed_at ON public.deliveries;
DROP FUNCTION IF EXISTS public.zz_keep_deliveries_departed_at();
ALTER TABLE public.deliveries DROP COLUMN IF EXISTS dispatched_at;
COMMIT;
