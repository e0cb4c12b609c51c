-- Back: Adds deliveries.planned_at as timestamp(3) with time zone under the name planned_at_new and keeps it in step.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TRIGGER IF EXISTS zz_keep_deliveries_planned_at ON public.deliveries;
DROP FUNCTION IF EXISTS public.zz_keep_deliveries_planned_at();
ALTER TABLE public.deliveries DROP COLUMN IF EXISTS planned_at_new;
COMMIT;
