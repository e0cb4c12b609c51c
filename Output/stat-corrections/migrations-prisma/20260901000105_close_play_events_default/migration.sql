-- play_events_default is reached through play_events alone.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.play_events_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.play_events_default FORCE ROW LEVEL SECURITY;
COMMIT;
