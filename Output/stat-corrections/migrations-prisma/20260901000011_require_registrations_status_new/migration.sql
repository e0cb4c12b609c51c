-- New rows must have registrations.status_new.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.registrations ADD CONSTRAINT registrations_status_new_not_null CHECK (status_new IS NOT NULL) NOT VALID;
COMMIT;
