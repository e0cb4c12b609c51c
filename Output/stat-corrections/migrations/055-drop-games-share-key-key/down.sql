-- Back: games (share_key) may repeat.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.games ADD CONSTRAINT games_share_key_key UNIQUE USING INDEX games_share_key_key;
COMMIT;
