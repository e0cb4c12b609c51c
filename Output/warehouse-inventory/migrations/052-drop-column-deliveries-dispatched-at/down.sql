-- Back: Drops deliveries.dispatched_at, which no code reads any more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.deliveries ADD COLUMN IF NOT EXISTS dispatched_at timestamp(3) with time zone;
CREATE OR REPLACE FUNCTION public.zz_keep_deliveries_departed_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.departed_at IS NOT NULL THEN
      NEW.dispatched_at := (NEW.departed_at);
    ELSE
      NEW.departed_at := (NEW.dispatched_at);
    END IF;
  ELSIF NEW.departed_at IS DISTINCT FROM OLD.departed_at THEN
    IF NEW.departed_at IS DISTINCT FROM (NEW.dispatched_at) THEN
      NEW.dispatched_at := (NEW.departed_at);
    END IF;
  ELSIF NEW.dispatched_at IS DISTINCT FROM OLD.dispatched_at THEN
    NEW.departed_at := (NEW.dispatched_at);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER zz_keep_deliveries_departed_at BEFORE INSERT OR UPDATE ON public.deliveries
  FOR EACH ROW EXECUTE FUNCTION public.zz_keep_deliveries_departed_at();
ALTER TABLE public.deliveries ENABLE ALWAYS TRIGGER zz_keep_deliveries_departed_at;
COMMIT;
