-- Back: New rows must have registrations.status_new.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.registrations DROP CONSTRAINT IF EXISTS registrations_status_new_not_null;
COMMIT;
