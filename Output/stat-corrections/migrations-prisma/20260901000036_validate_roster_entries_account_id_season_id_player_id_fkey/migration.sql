-- Proves roster_entries_account_id_season_id_player_id_fkey for the rows of roster_entries that are there, while they are written.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.roster_entries VALIDATE CONSTRAINT roster_entries_account_id_season_id_player_id_fkey;
COMMIT;
