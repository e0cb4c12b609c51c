-- registrations.status is registration_status from here on; the old values go on as status_old.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TRIGGER IF EXISTS zz_keep_registrations_status ON public.registrations;
DROP FUNCTION IF EXISTS public.zz_keep_registrations_status();
ALTER TABLE public.registrations ALTER COLUMN status DROP DEFAULT;
ALTER TABLE public.registrations ALTER COLUMN status DROP NOT NULL;
ALTER TABLE public.registrations RENAME COLUMN status TO status_old;
ALTER TABLE public.registrations RENAME COLUMN status_new TO status;
ALTER TABLE public.registrations ALTER COLUMN status SET DEFAULT 'submitted';
CREATE OR REPLACE FUNCTION public.zz_keep_registrations_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status IS NOT NULL THEN
      BEGIN
        NEW.status_old := (NEW.status::text::text);
      EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
        NEW.status_old := NULL;
      END;
    ELSE
      NEW.status := ((lower(btrim(NEW.status_old)))::public.registration_status);
    END IF;
  ELSIF NEW.status IS DISTINCT FROM OLD.status THEN
    IF NEW.status IS DISTINCT FROM ((lower(btrim(NEW.status_old)))::public.registration_status) THEN
      BEGIN
        NEW.status_old := (NEW.status::text::text);
      EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
        NEW.status_old := NULL;
      END;
    END IF;
  ELSIF NEW.status_old IS DISTINCT FROM OLD.status_old THEN
    NEW.status := ((lower(btrim(NEW.status_old)))::public.registration_status);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER zz_keep_registrations_status BEFORE INSERT OR UPDATE ON public.registrations
  FOR EACH ROW EXECUTE FUNCTION public.zz_keep_registrations_status();
ALTER TABLE public.registrations ENABLE ALWAYS TRIGGER zz_keep_registrations_status;
ALTER TABLE public.registrations DROP CONSTRAINT IF EXISTS registrations_status_new_not_null;
COMMIT;
