-- Back: Lets new tables point at files: stat_correction_files_account_id_file_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stat_correction_files DROP CONSTRAINT IF EXISTS stat_correction_files_account_id_file_id_fkey;
COMMIT;
