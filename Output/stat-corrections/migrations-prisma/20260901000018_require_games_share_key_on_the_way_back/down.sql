-- On the way back: new rows must have games.share_key.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.games ADD CONSTRAINT games_share_key_not_null CHECK (share_key IS NOT NULL) NOT VALID;
COMMIT;
