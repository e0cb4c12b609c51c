-- registrations.status_new is NOT NULL; what proves it is there already.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.registrations VALIDATE CONSTRAINT registrations_status_new_not_null;
ALTER TABLE public.registrations ALTER COLUMN status_new SET NOT NULL;
COMMIT;
