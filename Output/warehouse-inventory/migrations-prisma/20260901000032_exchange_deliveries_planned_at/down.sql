-- Back: deliveries.planned_at is timestamp(3) with time zone from here on; the old values go on as planned_at_old.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
DROP TRIGGER IF EXISTS zz_keep_deliveries_planned_at ON public.deliveries;
DROP FUNCTION IF EXISTS public.zz_keep_deliveries_planned_at();
ALTER INDEX public.deliveries_shop_id_planned_at_idx RENAME TO deliveries_shop_id_planned_at_idx_new;
ALTER TABLE public.deliveries ALTER COLUMN planned_at DROP NOT NULL;
ALTER TABLE public.deliveries RENAME COLUMN planned_at TO planned_at_new;
ALTER TABLE public.deliveries RENAME COLUMN planned_at_old TO planned_at;
ALTER TABLE public.deliveries ALTER COLUMN planned_at SET NOT NULL;
ALTER TABLE public.deliveries DROP CONSTRAINT IF EXISTS deliveries_planned_at_old_not_null;
ALTER INDEX public.deliveries_shop_id_planned_at_idx_old RENAME TO deliveries_shop_id_planned_at_idx;
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
ALTER TABLE public.deliveries ADD CONSTRAINT deliveries_planned_at_new_not_null CHECK (planned_at_new IS NOT NULL) NOT VALID;
COMMIT;
