-- The index becomes the constraint pitching_lines_account_id_id_key of pitching_lines.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.pitching_lines ADD CONSTRAINT pitching_lines_account_id_id_key UNIQUE USING INDEX pitching_lines_account_id_id_key;
COMMIT;
