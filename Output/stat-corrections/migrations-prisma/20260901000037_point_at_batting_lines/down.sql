-- Back: Lets new tables point at batting_lines: stat_corrections_account_id_batting_line_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stat_corrections DROP CONSTRAINT IF EXISTS stat_corrections_account_id_batting_line_id_fkey;
COMMIT;
