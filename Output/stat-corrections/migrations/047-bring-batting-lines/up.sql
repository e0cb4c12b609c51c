-- Brings what is used into its new form: add policy batting_lines_review on batting_lines, add policy batting_lines_unlocked on batting_lines, add grant SELECT on batting_lines to stat_reviewer, add grant UPDATE on batting_lines to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
CREATE POLICY batting_lines_review ON public.batting_lines TO stat_reviewer
  USING (account_id = current_account_id())
  WITH CHECK (account_id = current_account_id());
CREATE POLICY batting_lines_unlocked ON public.batting_lines AS RESTRICTIVE FOR UPDATE TO scorer, league_admin
  USING (EXISTS (SELECT 1 FROM games g WHERE g.account_id = batting_lines.account_id AND g.id = batting_lines.game_id AND g.stats_locked_at IS NULL));
GRANT SELECT, UPDATE ON TABLE public.batting_lines TO stat_reviewer;
COMMIT;
