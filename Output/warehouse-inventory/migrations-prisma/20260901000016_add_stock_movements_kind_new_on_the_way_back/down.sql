-- On the way back: adds stock_movements.kind as movement_kind_new under the name kind_new and keeps it in step.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stock_movements ADD COLUMN IF NOT EXISTS kind_new public.movement_kind_new;
CREATE OR REPLACE FUNCTION public.zz_keep_stock_movements_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.kind_new IS NOT NULL THEN
      NEW.kind := (NEW.kind_new::text::public.movement_kind);
    ELSE
      NEW.kind_new := (NEW.kind::text::public.movement_kind_new);
    END IF;
  ELSIF NEW.kind_new IS DISTINCT FROM OLD.kind_new THEN
    IF NEW.kind_new IS DISTINCT FROM (NEW.kind::text::public.movement_kind_new) THEN
      NEW.kind := (NEW.kind_new::text::public.movement_kind);
    END IF;
  ELSIF NEW.kind IS DISTINCT FROM OLD.kind THEN
    NEW.kind_new := (NEW.kind::text::public.movement_kind_new);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER zz_keep_stock_movements_kind BEFORE INSERT OR UPDATE ON public.stock_movements
  FOR EACH ROW EXECUTE FUNCTION public.zz_keep_stock_movements_kind();
ALTER TABLE public.stock_movements ENABLE ALWAYS TRIGGER zz_keep_stock_movements_kind;
COMMIT;
