-- Builds batting_lines_account_id_id_key: no two rows of batting_lines share it.
-- Not in a transaction.
SET lock_timeout = '2000ms';
SET statement_timeout = '0';
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS batting_lines_account_id_id_key ON public.batting_lines (account_id, id);
