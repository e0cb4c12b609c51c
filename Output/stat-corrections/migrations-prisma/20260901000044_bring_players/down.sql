-- Back: Brings what is used into its new form: add policy players_review on players, add grant SELECT (id) on players to stat_reviewer, add grant SELECT (account_id) on players to stat_reviewer, add grant SELECT (given_name) on players to stat_reviewer, add grant SELECT (family_name) on players to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS players_review ON public.players;
REVOKE SELECT (id) ON TABLE public.players FROM stat_reviewer;
REVOKE SELECT (account_id) ON TABLE public.players FROM stat_reviewer;
REVOKE SELECT (given_name) ON TABLE public.players FROM stat_reviewer;
REVOKE SELECT (family_name) ON TABLE public.players FROM stat_reviewer;
COMMIT;
