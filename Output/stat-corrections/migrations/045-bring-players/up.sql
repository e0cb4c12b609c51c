-- Brings what is used into its new form: add policy players_review on players, add grant SELECT (id) on players to stat_reviewer, add grant SELECT (account_id) on players to stat_reviewer, add grant SELECT (given_name) on players to stat_reviewer, add grant SELECT (family_name) on players to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
CREATE POLICY players_review ON public.players FOR SELECT TO stat_reviewer
  USING (account_id = current_account_id());
GRANT SELECT (id) ON TABLE public.players TO stat_reviewer;
GRANT SELECT (account_id) ON TABLE public.players TO stat_reviewer;
GRANT SELECT (given_name) ON TABLE public.players TO stat_reviewer;
GRANT SELECT (family_name) ON TABLE public.players TO stat_reviewer;
COMMIT;
