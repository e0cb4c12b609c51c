-- The index becomes the constraint batting_lines_account_id_id_key of batting_lines.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.batting_lines ADD CONSTRAINT batting_lines_account_id_id_key UNIQUE USING INDEX batting_lines_account_id_id_key;
COMMIT;
