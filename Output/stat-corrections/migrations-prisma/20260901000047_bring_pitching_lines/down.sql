-- Back: Brings what is used into its new form: add policy pitching_lines_review on pitching_lines, add policy pitching_lines_unlocked on pitching_lines, add grant SELECT on pitching_lines to stat_reviewer, add grant UPDATE on pitching_lines to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS pitching_lines_unlocked ON public.pitching_lines;
DROP POLICY IF EXISTS pitching_lines_review ON public.pitching_lines;
REVOKE SELECT, UPDATE ON TABLE public.pitching_lines FROM stat_reviewer;
COMMIT;
