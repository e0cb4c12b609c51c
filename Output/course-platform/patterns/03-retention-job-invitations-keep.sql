CALL public.forget_invitations((now() - interval '183 days')::timestamp(3) with time zone, 5000);
