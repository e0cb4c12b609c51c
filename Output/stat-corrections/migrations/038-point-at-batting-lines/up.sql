-- Lets new tables point at batting_lines: stat_corrections_account_id_batting_line_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
ALTER TABLE public.stat_corrections ADD CONSTRAINT stat_corrections_account_id_batting_line_id_fkey FOREIGN KEY (account_id, batting_line_id) REFERENCES public.batting_lines (account_id, id) ON DELETE RESTRICT NOT VALID;
COMMIT;
