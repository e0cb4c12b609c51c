-- play_events_2026_h1 is reached through play_events alone.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.play_events_2026_h1 ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.play_events_2026_h1 FORCE ROW LEVEL SECURITY;
COMMIT;
