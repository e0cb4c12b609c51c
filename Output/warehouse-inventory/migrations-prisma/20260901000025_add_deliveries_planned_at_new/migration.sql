-- Adds deliveries.planned_at as timestamp(3) with time zone under the name planned_at_new and keeps it in step.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.deliveries ADD COLUMN IF NOT EXISTS planned_at_new timestamp(3) with time zone;
CREATE OR REPLACE FUNCTION public.zz_keep_deliveries_planned_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.planned_at_new IS NOT NULL THEN
      NEW.planned_at := (NEW.planned_at_new::timestamp(3));
    ELSE
      NEW.planned_at_new := ((NEW.planned_at AT TIME ZONE 'UTC')::timestamp(3) with time zone);
    END IF;
  ELSIF NEW.planned_at_new IS DISTINCT FROM OLD.planned_at_new THEN
    IF NEW.planned_at_new IS DISTINCT FROM ((NEW.planned_at AT TIME ZONE 'UTC')::timestamp(3) with time zone) THEN
      NEW.planned_at := (NEW.planned_at_new::timestamp(3));
    END IF;
  ELSIF NEW.planned_at IS DISTINCT FROM OLD.planned_at THEN
    NEW.planned_at_new := ((NEW.planned_at AT TIME ZONE 'UTC')::timestamp(3) with time zone);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER zz_keep_deliveries_planned_at BEFORE INSERT OR UPDATE ON public.deliveries
  FOR EACH ROW EXECUTE FUNCTION public.zz_keep_deliveries_planned_at();
ALTER TABLE public.deliveries ENABLE ALWAYS TRIGGER zz_keep_deliveries_planned_at;
COMMIT;
