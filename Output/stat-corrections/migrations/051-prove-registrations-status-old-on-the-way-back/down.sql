-- On the way back: proves that all rows have registrations.status_old.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.registrations VALIDATE CONSTRAINT registrations_status_old_not_null;
COMMIT;
