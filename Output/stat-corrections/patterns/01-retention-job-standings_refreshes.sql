CREATE PROCEDURE public.forget_standings_refreshes(older_than timestamp with time zone, batch integer)
LANGUAGE plpgsql
AS $procedure$
DECLARE
  gone bigint;
BEGIN
  LOOP
    DELETE FROM public.standings_refreshes
     WHERE (id) IN (
       SELECT id FROM public.standings_refreshes
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
