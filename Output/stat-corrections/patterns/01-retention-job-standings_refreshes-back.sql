DROP PROCEDURE public.forget_standings_refreshes(timestamp with time zone, integer);
