-- Proves that all rows have registrations.status_new, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.registrations VALIDATE CONSTRAINT registrations_status_new_not_null;
COMMIT;
