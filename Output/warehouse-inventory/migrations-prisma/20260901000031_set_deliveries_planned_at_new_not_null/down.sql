-- Back: deliveries.planned_at_new is NOT NULL; what proves it is there already.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.deliveries ALTER COLUMN planned_at_new DROP NOT NULL;
COMMIT;
