CALL public.forget_activity_days((now() - interval '400 days')::date, 5000);
