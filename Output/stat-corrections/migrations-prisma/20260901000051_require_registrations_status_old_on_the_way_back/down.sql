-- On the way back: new rows must have registrations.status_old.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.registrations ADD CONSTRAINT registrations_status_old_not_null CHECK (status_old IS NOT NULL) NOT VALID;
COMMIT;
