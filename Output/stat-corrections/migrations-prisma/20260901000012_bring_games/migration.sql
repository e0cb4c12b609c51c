-- Brings what is used into its new form: change column games.stats_locked_at, drop grant SELECT (id) on players to stat_reviewer, drop grant SELECT (account_id) on players to stat_reviewer, drop grant SELECT (given_name) on players to stat_reviewer, drop grant SELECT (family_name) on players to stat_reviewer, drop grant UPDATE (home_score) on games to stat_reviewer and 3 more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
COMMENT ON COLUMN public.games.stats_locked_at IS 'From here on figures change by correction only; null while scorers may still edit';
COMMIT;
