-- Brings what is used into its new form: add policy account_members_review on account_members, add grant SELECT on account_members to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
CREATE POLICY account_members_review ON public.account_members FOR SELECT TO stat_reviewer
  USING (account_id = current_account_id());
GRANT SELECT ON TABLE public.account_members TO stat_reviewer;
COMMIT;
