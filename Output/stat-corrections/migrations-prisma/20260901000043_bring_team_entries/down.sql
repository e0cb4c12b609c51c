-- Back: Brings what is used into its new form: add policy team_entries_review on team_entries, add grant SELECT on team_entries to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS team_entries_review ON public.team_entries;
REVOKE SELECT ON TABLE public.team_entries FROM stat_reviewer;
COMMIT;
