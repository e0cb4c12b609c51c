-- Back: registrations.status is registration_status from here on; the old values go on as status_old.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
DROP TRIGGER IF EXISTS zz_keep_registrations_status ON public.registrations;
DROP FUNCTION IF EXISTS public.zz_keep_registrations_status();
ALTER TABLE public.registrations ALTER COLUMN status DROP DEFAULT;
ALTER TABLE public.registrations ALTER COLUMN status DROP NOT NULL;
ALTER TABLE public.registrations RENAME COLUMN status TO status_new;
ALTER TABLE public.registrations RENAME COLUMN status_old TO status;
ALTER TABLE public.registrations ALTER COLUMN status SET NOT NULL;
ALTER TABLE public.registrations DROP CONSTRAINT IF EXISTS registrations_status_old_not_null;
ALTER TABLE public.registrations ALTER COLUMN status SET DEFAULT 'submitted';
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
ALTER TABLE public.registrations ADD CONSTRAINT registrations_status_new_not_null CHECK (status_new IS NOT NULL) NOT VALID;
COMMIT;
