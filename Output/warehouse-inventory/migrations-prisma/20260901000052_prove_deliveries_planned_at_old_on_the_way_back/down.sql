-- On the way back: proves that all rows have deliveries.planned_at_old.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.deliveries VALIDATE CONSTRAINT deliveries_planned_at_old_not_null;
COMMIT;
