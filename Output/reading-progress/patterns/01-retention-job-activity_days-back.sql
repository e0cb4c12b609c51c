DROP PROCEDURE public.forget_activity_days(date, integer);

DROP INDEX CONCURRENTLY public.activity_days_day_age;
