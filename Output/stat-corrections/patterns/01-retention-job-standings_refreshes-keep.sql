CALL public.forget_standings_refreshes((now() - interval '90 days')::timestamp with time zone, 5000);
