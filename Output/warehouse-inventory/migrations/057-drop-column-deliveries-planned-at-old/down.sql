-- Back: Drops deliveries.planned_at_old, which no code reads any more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.deliveries ADD COLUMN IF NOT EXISTS planned_at_old timestamp(3);
CREATE OR REPLACE FUNCTION public.zz_keep_deliveries_planned_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.planned_at IS NOT NULL THEN
      BEGIN
        NEW.planned_at_old := (NEW.planned_at::timestamp(3));
      EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
        NEW.planned_at_old := NULL;
      END;
    ELSE
      NEW.planned_at := ((NEW.planned_at_old AT TIME ZONE 'UTC')::timestamp(3) with time zone);
    END IF;
  ELSIF NEW.planned_at IS DISTINCT FROM OLD.planned_at THEN
    IF NEW.planned_at IS DISTINCT FROM ((NEW.planned_at_old AT TIME ZONE 'UTC')::timestamp(3) with time zone) THEN
      BEGIN
        NEW.planned_at_old := (NEW.planned_at::timestamp(3));
      EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
        NEW.planned_at_old := NULL;
      END;
    END IF;
  ELSIF NEW.planned_at_old IS DISTINCT FROM OLD.planned_at_old THEN
    NEW.planned_at := ((NEW.planned_at_old AT TIME ZONE 'UTC')::timestamp(3) with time zone);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER zz_keep_deliveries_planned_at BEFORE INSERT OR UPDATE ON public.deliveries
  FOR EACH ROW EXECUTE FUNCTION public.zz_keep_deliveries_planned_at();
ALTER TABLE public.deliveries ENABLE ALWAYS TRIGGER zz_keep_deliveries_planned_at;
COMMIT;
