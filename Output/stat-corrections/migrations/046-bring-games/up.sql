-- Brings what is used into its new form: add policy games_review on games, add grant SELECT on games to stat_reviewer, add grant UPDATE (home_score) on games to stat_reviewer, add grant UPDATE (away_score) on games to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
CREATE POLICY games_review ON public.games TO stat_reviewer
  USING (account_id = current_account_id())
  WITH CHECK (account_id = current_account_id());
GRANT SELECT ON TABLE public.games TO stat_reviewer;
GRANT UPDATE (home_score) ON TABLE public.games TO stat_reviewer;
GRANT UPDATE (away_score) ON TABLE public.games TO stat_reviewer;
COMMIT;
