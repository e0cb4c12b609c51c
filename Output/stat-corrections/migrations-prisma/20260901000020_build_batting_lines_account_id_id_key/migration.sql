-- Builds batting_lines_account_id_id_key: no two rows of batting_lines share it.
-- Not in a transaction. Its limits are those of the connection: lock_timeout=2000ms, statement_timeout=0.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS batting_lines_account_id_id_key ON public.batting_lines (account_id, id);
