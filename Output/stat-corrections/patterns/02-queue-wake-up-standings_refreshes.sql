CREATE FUNCTION public.tell_of_standings_refreshes() RETURNS trigger
LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_notify('standings_refreshes', '');
  RETURN NULL;
END
$function$;

CREATE TRIGGER tell_of_standings_refreshes AFTER INSERT ON public.standings_refreshes FOR EACH STATEMENT EXECUTE FUNCTION public.tell_of_standings_refreshes();
