-- Back: New rows must have deliveries.planned_at_new.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.deliveries DROP CONSTRAINT IF EXISTS deliveries_planned_at_new_not_null;
COMMIT;
