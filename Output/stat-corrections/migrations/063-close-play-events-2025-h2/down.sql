-- Back: play_events_2025_h2 is reached through play_events alone.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.play_events_2025_h2 NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.play_events_2025_h2 DISABLE ROW LEVEL SECURITY;
COMMIT;
