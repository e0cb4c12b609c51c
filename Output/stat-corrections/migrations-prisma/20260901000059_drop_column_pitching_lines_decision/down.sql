-- Back: Drops pitching_lines.decision, which no code reads any more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.pitching_lines ADD COLUMN IF NOT EXISTS decision public.pitching_decision;
CREATE OR REPLACE FUNCTION public.zz_keep_pitching_lines_credit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.credit IS NOT NULL THEN
      NEW.decision := (NEW.credit);
    ELSE
      NEW.credit := (NEW.decision);
    END IF;
  ELSIF NEW.credit IS DISTINCT FROM OLD.credit THEN
    IF NEW.credit IS DISTINCT FROM (NEW.decision) THEN
      NEW.decision := (NEW.credit);
    END IF;
  ELSIF NEW.decision IS DISTINCT FROM OLD.decision THEN
    NEW.credit := (NEW.decision);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER zz_keep_pitching_lines_credit BEFORE INSERT OR UPDATE ON public.pitching_lines
  FOR EACH ROW EXECUTE FUNCTION public.zz_keep_pitching_lines_credit();
ALTER TABLE public.pitching_lines ENABLE ALWAYS TRIGGER zz_keep_pitching_lines_credit;
COMMIT;
