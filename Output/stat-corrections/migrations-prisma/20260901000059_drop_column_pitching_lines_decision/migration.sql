-- Drops pitching_lines.decision, which no code reads any more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TRIGGER IF EXISTS zz_keep_pitching_lines_credit ON public.pitching_lines;
DROP FUNCTION IF EXISTS public.zz_keep_pitching_lines_credit();
ALTER TABLE public.pitching_lines DROP COLUMN IF EXISTS decision;
COMMIT;
