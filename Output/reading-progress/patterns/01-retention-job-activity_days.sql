CREATE INDEX CONCURRENTLY activity_days_day_age ON public.activity_days USING brin (day);

CREATE PROCEDURE public.forget_activity_days(older_than date, batch integer)
LANGUAGE plpgsql
AS $procedure$
DECLARE
  gone bigint;
BEGIN
  LOOP
    DELETE FROM public.activity_days
     WHERE (user_id, organization_id, day) IN (
       SELECT user_id, organization_id, day FROM public.activity_days
        WHERE day < older_than
        ORDER BY day
        LIMIT batch
        FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS gone = ROW_COUNT;
    COMMIT;
    EXIT WHEN gone < batch;
  END LOOP;
END
$procedure$;
