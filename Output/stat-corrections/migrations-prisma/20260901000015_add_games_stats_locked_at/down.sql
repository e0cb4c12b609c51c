-- Back: Adds games.stats_locked_at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.games DROP COLUMN IF EXISTS stats_locked_at;
COMMIT;
