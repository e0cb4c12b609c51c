-- Back: Brings what is used into its new form: add policy games_review on games, add grant SELECT on games to stat_reviewer, add grant UPDATE (home_score) on games to stat_reviewer, add grant UPDATE (away_score) on games to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS games_review ON public.games;
REVOKE SELECT ON TABLE public.games FROM stat_reviewer;
REVOKE UPDATE (home_score) ON TABLE public.games FROM stat_reviewer;
REVOKE UPDATE (away_score) ON TABLE public.games FROM stat_reviewer;
COMMIT;
