CREATE INDEX CONCURRENTLY outbox_events_created_at_age ON public.outbox_events (created_at);

CREATE PROCEDURE public.forget_outbox_events(older_than timestamp(3) with time zone, batch integer)
LANGUAGE plpgsql
AS $procedure$
DECLARE
  gone bigint;
BEGIN
  LOOP
    DELETE FROM public.outbox_events
     WHERE (id) IN (
       SELECT id FROM public.outbox_events
        WHERE created_at < older_than AND status <> 'PENDING'
        ORDER BY created_at
        LIMIT batch
        FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS gone = ROW_COUNT;
    COMMIT;
    EXIT WHEN gone < batch;
  END LOOP;
END
$procedure$;
