-- On the way back: proves that all rows have games.share_key.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
ALTER TABLE public.games VALIDATE CONSTRAINT games_share_key_not_null;
COMMIT;
