DROP PROCEDURE public.forget_stock_reservations(timestamp(3) with time zone, integer);

DROP INDEX CONCURRENTLY public.stock_reservations_created_at_age;
