-- Brings what is used into its new form: add policy team_entries_review on team_entries, add grant SELECT on team_entries to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
CREATE POLICY team_entries_review ON public.team_entries FOR SELECT TO stat_reviewer
  USING (account_id = current_account_id());
GRANT SELECT ON TABLE public.team_entries TO stat_reviewer;
COMMIT;
