-- Proves the keys of tables without rows: change foreign key stat_corrections_account_id_proposed_by_fkey on stat_corrections, change foreign key stat_corrections_account_id_decided_by_fkey on stat_corrections, change foreign key stat_corrections_account_id_game_id_fkey on stat_corrections, change foreign key stat_correction_files_account_id_file_id_fkey on stat_correction_files, change foreign key standings_refreshes_account_id_season_id_fkey on standings_refreshes.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.stat_corrections VALIDATE CONSTRAINT stat_corrections_account_id_proposed_by_fkey;
ALTER TABLE public.stat_corrections VALIDATE CONSTRAINT stat_corrections_account_id_decided_by_fkey;
ALTER TABLE public.stat_corrections VALIDATE CONSTRAINT stat_corrections_account_id_game_id_fkey;
ALTER TABLE public.stat_correction_files VALIDATE CONSTRAINT stat_correction_files_account_id_file_id_fkey;
ALTER TABLE public.standings_refreshes VALIDATE CONSTRAINT standings_refreshes_account_id_season_id_fkey;
COMMIT;
