-- Back: Brings what is used into its new form: add foreign key stat_corrections_account_id_batting_line_id_fkey on stat_corrections, add foreign key stat_corrections_account_id_pitching_line_id_fkey on stat_corrections.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.stat_corrections DROP CONSTRAINT IF EXISTS stat_corrections_account_id_pitching_line_id_fkey;
ALTER TABLE public.stat_corrections DROP CONSTRAINT IF EXISTS stat_corrections_account_id_batting_line_id_fkey;
COMMIT;
