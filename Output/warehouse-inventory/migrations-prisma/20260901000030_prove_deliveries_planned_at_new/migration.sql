-- Proves that all rows have deliveries.planned_at_new, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.deliveries VALIDATE CONSTRAINT deliveries_planned_at_new_not_null;
COMMIT;
