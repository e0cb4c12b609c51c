-- Back: Brings what is used into its new form: add policy seasons_review on seasons, add grant SELECT on seasons to stat_reviewer.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS seasons_review ON public.seasons;
REVOKE SELECT ON TABLE public.seasons FROM stat_reviewer;
COMMIT;
