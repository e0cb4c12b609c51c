DROP TRIGGER tell_of_outbox_events ON public.outbox_events;
DROP FUNCTION public.tell_of_outbox_events();
