-- Brings what is used into its new form: add policy seasons_review on seasons, add grant SELECT on seasons to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
CREATE POLICY seasons_review ON public.seasons FOR SELECT TO stat_reviewer
  USING (account_id = current_account_id());
GRANT SELECT ON TABLE public.seasons TO stat_reviewer;
COMMIT;
