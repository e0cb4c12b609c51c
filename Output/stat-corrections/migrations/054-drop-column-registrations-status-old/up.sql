-- Drops registrations.status_old, which no code reads any more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TRIGGER IF EXISTS zz_keep_registrations_status ON public.registrations;
DROP FUNCTION IF EXISTS public.zz_keep_registrations_status();
ALTER TABLE public.registrations DROP COLUMN IF EXISTS status_old;
COMMIT;
