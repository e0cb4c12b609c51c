CALL public.forget_notifications((now() - interval '90 days')::timestamp(3) with time zone, 5000);
