-- Back: Builds batting_lines_account_id_id_key: no two rows of batting_lines share it.
-- Not in a transaction.
SET lock_timeout = '2000ms';
SET statement_timeout = '0';
DROP INDEX CONCURRENTLY IF EXISTS public.batting_lines_account_id_id_key;
