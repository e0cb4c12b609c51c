-- Rows may do without games.share_key.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.games ALTER COLUMN share_key DROP NOT NULL;
COMMIT;
