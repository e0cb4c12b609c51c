CREATE INDEX CONCURRENTLY notifications_created_at_age ON public.notifications USING brin (created_at);

CREATE PROCEDURE public.forget_notifications(older_than timestamp(3) with time zone, batch integer)
LANGUAGE plpgsql
AS $procedure$
DECLARE
  gone bigint;
BEGIN
  LOOP
    DELETE FROM public.notifications
     WHERE (id) IN (
       SELECT id FROM public.notifications
        WHERE created_at < older_than
        ORDER BY created_at
        LIMIT batch
        FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS gone = ROW_COUNT;
    COMMIT;
    EXIT WHEN gone < batch;
  END LOOP;
END
$procedure$;
