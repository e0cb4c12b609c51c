-- Brings what is used into its new form: add policy account_members_review on account_members, add policy files_review on files, add policy seasons_review on seasons, add policy team_entries_review on team_entries, add policy players_review on players, add policy games_review on games and 19 more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
CREATE POLICY account_members_review ON public.account_members FOR SELECT TO stat_reviewer
  USING (account_id = current_account_id());
CREATE POLICY files_review ON public.files FOR SELECT TO stat_reviewer
  USING (account_id = current_account_id());
CREATE POLICY seasons_review ON public.seasons FOR SELECT TO stat_reviewer
  USING (account_id = current_account_id());
CREATE POLICY team_entries_review ON public.team_entries FOR SELECT TO stat_reviewer
  USING (account_id = current_account_id());
CREATE POLICY players_review ON public.players FOR SELECT TO stat_reviewer
  USING (account_id = current_account_id());
CREATE POLICY games_review ON public.games TO stat_reviewer
  USING (account_id = current_account_id())
  WITH CHECK (account_id = current_account_id());
CREATE POLICY batting_lines_review ON public.batting_lines TO stat_reviewer
  USING (account_id = current_account_id())
  WITH CHECK (account_id = current_account_id());
CREATE POLICY batting_lines_unlocked ON public.batting_lines AS RESTRICTIVE FOR UPDATE TO scorer, league_admin
  USING (EXISTS (SELECT 1 FROM games g WHERE g.account_id = batting_lines.account_id AND g.id = batting_lines.game_id AND g.stats_locked_at IS NULL));
CREATE POLICY pitching_lines_review ON public.pitching_lines TO stat_reviewer
  USING (account_id = current_account_id())
  WITH CHECK (account_id = current_account_id());
CREATE POLICY pitching_lines_unlocked ON public.pitching_lines AS RESTRICTIVE FOR UPDATE TO scorer, league_admin
  USING (EXISTS (SELECT 1 FROM games g WHERE g.account_id = pitching_lines.account_id AND g.id = pitching_lines.game_id AND g.stats_locked_at IS NULL));
GRANT SELECT ON TABLE public.account_members TO stat_reviewer;
GRANT SELECT ON TABLE public.team_entries TO stat_reviewer;
GRANT SELECT ON TABLE public.files TO stat_reviewer;
GRANT SELECT ON TABLE public.seasons TO stat_reviewer;
GRANT SELECT ON TABLE public.games TO stat_reviewer;
GRANT SELECT, UPDATE ON TABLE public.batting_lines TO stat_reviewer;
GRANT SELECT, UPDATE ON TABLE public.pitching_lines TO stat_reviewer;
GRANT SELECT (id) ON TABLE public.players TO stat_reviewer;
GRANT SELECT (account_id) ON TABLE public.players TO stat_reviewer;
GRANT SELECT (given_name) ON TABLE public.players TO stat_reviewer;
GRANT SELECT (family_name) ON TABLE public.players TO stat_reviewer;
GRANT UPDATE (home_score) ON TABLE public.games TO stat_reviewer;
GRANT UPDATE (away_score) ON TABLE public.games TO stat_reviewer;
COMMIT;
