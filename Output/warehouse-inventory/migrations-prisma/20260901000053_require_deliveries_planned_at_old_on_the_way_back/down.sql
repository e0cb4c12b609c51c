-- On the way back: new rows must have deliveries.planned_at_old.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.deliveries ADD CONSTRAINT deliveries_planned_at_old_not_null CHECK (planned_at_old IS NOT NULL) NOT VALID;
COMMIT;
