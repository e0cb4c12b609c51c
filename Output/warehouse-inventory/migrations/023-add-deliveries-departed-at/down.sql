-- Back: Adds deliveries.departed_at and keeps it the same as dispatched_at, whichever of the two is written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TRIGGER IF EXISTS zz_keep_deliveries_departed_at ON public.deliveries;
DROP FUNCTION IF EXISTS public.zz_keep_deliveries_departed_at();
ALTER TABLE public.deliveries DROP COLUMN IF EXISTS departed_at;
COMMIT;
