-- Drops games.share_key, which no code reads any more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.games DROP COLUMN IF EXISTS share_key;
COMMIT;
