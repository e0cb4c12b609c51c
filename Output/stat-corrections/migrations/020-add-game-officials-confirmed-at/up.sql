-- Adds game_officials.confirmed_at.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.game_officials ADD COLUMN IF NOT EXISTS confirmed_at timestamp with time zone;
COMMIT;
