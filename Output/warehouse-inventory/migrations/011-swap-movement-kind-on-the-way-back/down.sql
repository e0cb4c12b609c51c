-- On the way back: movement_kind_new takes the name movement_kind.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TYPE public.movement_kind RENAME TO movement_kind_old;
ALTER TYPE public.movement_kind_new RENAME TO movement_kind;
CREATE OR REPLACE FUNCTION public.zz_keep_stock_movements_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.kind IS NOT NULL THEN
      BEGIN
        NEW.kind_old := (NEW.kind::text::public.movement_kind_old);
      EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
        NEW.kind_old := NULL;
      END;
    ELSE
      NEW.kind := (NEW.kind_old::text::public.movement_kind);
    END IF;
  ELSIF NEW.kind IS DISTINCT FROM OLD.kind THEN
    IF NEW.kind IS DISTINCT FROM (NEW.kind_old::text::public.movement_kind) THEN
      BEGIN
        NEW.kind_old := (NEW.kind::text::public.movement_kind_old);
      EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
        NEW.kind_old := NULL;
      END;
    END IF;
  ELSIF NEW.kind_old IS DISTINCT FROM OLD.kind_old THEN
    NEW.kind := (NEW.kind_old::text::public.movement_kind);
  END IF;
  RETURN NEW;
END
$$;
COMMIT;
