-- Back: Brings what is used into its new form: add policy account_members_review on account_members, add grant SELECT on account_members to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS account_members_review ON public.account_members;
REVOKE SELECT ON TABLE public.account_members FROM stat_reviewer;
COMMIT;
