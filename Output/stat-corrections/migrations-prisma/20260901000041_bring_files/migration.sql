-- Brings what is used into its new form: add policy files_review on files, add grant SELECT on files to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
CREATE POLICY files_review ON public.files FOR SELECT TO stat_reviewer
  USING (account_id = current_account_id());
GRANT SELECT ON TABLE public.files TO stat_reviewer;
COMMIT;
