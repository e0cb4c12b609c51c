DROP PROCEDURE public.forget_invitations(timestamp(3) with time zone, integer);

DROP INDEX CONCURRENTLY public.invitations_created_at_age;
