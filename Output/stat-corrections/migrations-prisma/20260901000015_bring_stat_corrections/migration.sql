-- Brings what is used into its new form: add foreign key stat_corrections_account_id_batting_line_id_fkey on stat_corrections, add foreign key stat_corrections_account_id_pitching_line_id_fkey on stat_corrections.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = public, audit;
ALTER TABLE public.stat_corrections ADD CONSTRAINT stat_corrections_account_id_batting_line_id_fkey FOREIGN KEY (account_id, batting_line_id) REFERENCES public.batting_lines (account_id, id) ON DELETE RESTRICT;
ALTER TABLE public.stat_corrections ADD CONSTRAINT stat_corrections_account_id_pitching_line_id_fkey FOREIGN KEY (account_id, pitching_line_id) REFERENCES public.pitching_lines (account_id, id) ON DELETE RESTRICT;
COMMIT;
