-- Proves the keys of tables without rows: stat_corrections_account_id_batting_line_id_fkey, stat_corrections_account_id_pitching_line_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.stat_corrections VALIDATE CONSTRAINT stat_corrections_account_id_batting_line_id_fkey;
ALTER TABLE public.stat_corrections VALIDATE CONSTRAINT stat_corrections_account_id_pitching_line_id_fkey;
COMMIT;
