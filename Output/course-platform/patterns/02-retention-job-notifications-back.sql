DROP PROCEDURE public.forget_notifications(timestamp(3) with time zone, integer);

DROP INDEX CONCURRENTLY public.notifications_created_at_age;
