-- Brings what is used into its new form: add policy pitching_lines_review on pitching_lines, add policy pitching_lines_unlocked on pitching_lines, add grant SELECT on pitching_lines to stat_reviewer, add grant UPDATE on pitching_lines to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
CREATE POLICY pitching_lines_review ON public.pitching_lines TO stat_reviewer
  USING (account_id = current_account_id())
  WITH CHECK (account_id = current_account_id());
CREATE POLICY pitching_lines_unlocked ON public.pitching_lines AS RESTRICTIVE FOR UPDATE TO scorer, league_admin
  USING (EXISTS (SELECT 1 FROM games g WHERE g.account_id = pitching_lines.account_id AND g.id = pitching_lines.game_id AND g.stats_locked_at IS NULL));
GRANT SELECT, UPDATE ON TABLE public.pitching_lines TO stat_reviewer;
COMMIT;
