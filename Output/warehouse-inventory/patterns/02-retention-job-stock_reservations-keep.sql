CALL public.forget_stock_reservations((now() - interval '30 days')::timestamp(3) with time zone, 5000);
