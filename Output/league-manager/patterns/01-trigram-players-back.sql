DROP FUNCTION public.players_with_family_name(text);

DROP INDEX CONCURRENTLY public.players_family_name_trgm;
