-- On the way back: stock_movements.kind is movement_kind_new from here on; the old values go on as kind_old.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TRIGGER IF EXISTS zz_keep_stock_movements_kind ON public.stock_movements;
DROP FUNCTION IF EXISTS public.zz_keep_stock_movements_kind();
ALTER TABLE public.stock_movements ALTER COLUMN kind DROP NOT NULL;
ALTER TABLE public.stock_movements RENAME COLUMN kind TO kind_old;
ALTER TABLE public.stock_movements RENAME COLUMN kind_new TO kind;
CREATE OR REPLACE FUNCTION public.zz_keep_stock_movements_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.kind IS NOT NULL THEN
      BEGIN
        NEW.kind_old := (NEW.kind::text::public.movement_kind);
      EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
        NEW.kind_old := NULL;
      END;
    ELSE
      NEW.kind := (NEW.kind_old::text::public.movement_kind_new);
    END IF;
  ELSIF NEW.kind IS DISTINCT FROM OLD.kind THEN
    IF NEW.kind IS DISTINCT FROM (NEW.kind_old::text::public.movement_kind_new) THEN
      BEGIN
        NEW.kind_old := (NEW.kind::text::public.movement_kind);
      EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
        NEW.kind_old := NULL;
      END;
    END IF;
  ELSIF NEW.kind_old IS DISTINCT FROM OLD.kind_old THEN
    NEW.kind := (NEW.kind_old::text::public.movement_kind_new);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER zz_keep_stock_movements_kind BEFORE INSERT OR UPDATE ON public.stock_movements
  FOR EACH ROW EXECUTE FUNCTION public.zz_keep_stock_movements_kind();
ALTER TABLE public.stock_movements ENABLE ALWAYS TRIGGER zz_keep_stock_movements_kind;
ALTER TABLE public.stock_movements DROP CONSTRAINT IF EXISTS stock_movements_kind_new_not_null;
COMMIT;
