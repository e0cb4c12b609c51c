-- Back: Adds pitching_lines.credit and keeps it the same as decision, whichever of the two is written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP TRIGGER IF EXISTS zz_keep_pitching_lines_credit ON public.pitching_lines;
DROP FUNCTION IF EXISTS public.zz_keep_pitching_lines_credit();
ALTER TABLE public.pitching_lines DROP COLUMN IF EXISTS credit;
COMMIT;
