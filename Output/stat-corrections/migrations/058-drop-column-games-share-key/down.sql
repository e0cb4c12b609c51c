-- Back: Drops games.share_key, which no code reads any more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.games ADD COLUMN IF NOT EXISTS share_key uuid;
ALTER TABLE public.games ALTER COLUMN share_key SET DEFAULT gen_random_uuid();
COMMIT;
