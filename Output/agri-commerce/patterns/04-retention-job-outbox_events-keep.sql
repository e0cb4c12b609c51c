CALL public.forget_outbox_events((now() - interval '14 days')::timestamp(3) with time zone, 5000);
