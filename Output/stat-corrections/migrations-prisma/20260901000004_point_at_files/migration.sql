-- Lets new tables point at files: stat_correction_files_account_id_file_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
ALTER TABLE public.stat_correction_files ADD CONSTRAINT stat_correction_files_account_id_file_id_fkey FOREIGN KEY (account_id, file_id) REFERENCES public.files (account_id, id) ON DELETE RESTRICT NOT VALID;
COMMIT;
