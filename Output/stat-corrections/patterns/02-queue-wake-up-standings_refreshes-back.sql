DROP TRIGGER tell_of_standings_refreshes ON public.standings_refreshes;
DROP FUNCTION public.tell_of_standings_refreshes();
