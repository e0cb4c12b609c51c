CREATE FUNCTION public.tell_of_outbox_events() RETURNS trigger
LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_notify('outbox_events', '');
  RETURN NULL;
END
$function$;

CREATE TRIGGER tell_of_outbox_events AFTER INSERT ON public.outbox_events FOR EACH STATEMENT EXECUTE FUNCTION public.tell_of_outbox_events();
