-- On the way back: gives back what the steps after it do not: change column games.share_key.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
COMMENT ON COLUMN public.games.share_key IS 'Unguessable part of the public link to the live score';
COMMIT;
