-- games (share_key) may repeat.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.games DROP CONSTRAINT IF EXISTS games_share_key_key;
COMMIT;
