-- Back: Drops registrations.status_old, which no code reads any more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.registrations ADD COLUMN IF NOT EXISTS status_old text;
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
COMMIT;
