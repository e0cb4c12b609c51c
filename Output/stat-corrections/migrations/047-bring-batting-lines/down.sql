-- Back: Brings what is used into its new form: add policy batting_lines_review on batting_lines, add policy batting_lines_unlocked on batting_lines, add grant SELECT on batting_lines to stat_reviewer, add grant UPDATE on batting_lines to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS batting_lines_unlocked ON public.batting_lines;
DROP POLICY IF EXISTS batting_lines_review ON public.batting_lines;
REVOKE SELECT, UPDATE ON TABLE public.batting_lines FROM stat_reviewer;
COMMIT;
