-- Lets new tables point at pitching_lines: stat_corrections_account_id_pitching_line_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
ALTER TABLE public.stat_corrections ADD CONSTRAINT stat_corrections_account_id_pitching_line_id_fkey FOREIGN KEY (account_id, pitching_line_id) REFERENCES public.pitching_lines (account_id, id) ON DELETE RESTRICT NOT VALID;
COMMIT;
