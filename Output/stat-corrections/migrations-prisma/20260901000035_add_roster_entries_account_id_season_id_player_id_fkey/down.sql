-- Back: New rows of roster_entries must point at a row of registrations (roster_entries_account_id_season_id_player_id_fkey).
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.roster_entries DROP CONSTRAINT IF EXISTS roster_entries_account_id_season_id_player_id_fkey;
COMMIT;
