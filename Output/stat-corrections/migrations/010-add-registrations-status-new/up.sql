-- Adds registrations.status as registration_status under the name status_new and keeps it in step.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.registrations ADD COLUMN IF NOT EXISTS status_new public.registration_status;
CREATE OR REPLACE FUNCTION public.zz_keep_registrations_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status_new IS NOT NULL THEN
      NEW.status := (NEW.status_new::text::text);
    ELSE
      NEW.status_new := ((lower(btrim(NEW.status)))::public.registration_status);
    END IF;
  ELSIF NEW.status_new IS DISTINCT FROM OLD.status_new THEN
    IF NEW.status_new IS DISTINCT FROM ((lower(btrim(NEW.status)))::public.registration_status) THEN
      NEW.status := (NEW.status_new::text::text);
    END IF;
  ELSIF NEW.status IS DISTINCT FROM OLD.status THEN
    NEW.status_new := ((lower(btrim(NEW.status)))::public.registration_status);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER zz_keep_registrations_status BEFORE INSERT OR UPDATE ON public.registrations
  FOR EACH ROW EXECUTE FUNCTION public.zz_keep_registrations_status();
ALTER TABLE public.registrations ENABLE ALWAYS TRIGGER zz_keep_registrations_status;
COMMIT;
