-- New rows must have deliveries.planned_at_new.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.deliveries ADD CONSTRAINT deliveries_planned_at_new_not_null CHECK (planned_at_new IS NOT NULL) NOT VALID;
COMMIT;
