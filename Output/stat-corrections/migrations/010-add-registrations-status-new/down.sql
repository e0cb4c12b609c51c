-- Back: Adds registrations.status as registration_status under the name status_new and keeps it in step.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TRIGGER IF EXISTS zz_keep_registrations_status ON public.registrations;
DROP FUNCTION IF EXISTS public.zz_keep_registrations_status();
ALTER TABLE public.registrations DROP COLUMN IF EXISTS status_new;
COMMIT;
