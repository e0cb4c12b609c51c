DROP PROCEDURE public.forget_outbox_events(timestamp(3) with time zone, integer);

DROP INDEX CONCURRENTLY public.outbox_events_created_at_age;
