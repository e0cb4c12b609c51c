-- Brings what is used into its new form: change column games.stats_locked_at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
COMMENT ON COLUMN public.games.stats_locked_at IS 'From here on figures change by correction only; null while scorers may still edit';
COMMIT;
