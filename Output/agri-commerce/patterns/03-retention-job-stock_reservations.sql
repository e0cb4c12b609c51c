CREATE INDEX CONCURRENTLY stock_reservations_created_at_age ON public.stock_reservations (created_at);

CREATE PROCEDURE public.forget_stock_reservations(older_than timestamp(3) with time zone, batch integer)
LANGUAGE plpgsql
AS $procedure$
DECLARE
  gone bigint;
BEGIN
  LOOP
    DELETE FROM public.stock_reservations
     WHERE (id) IN (
       SELECT id FROM public.stock_reservations
        WHERE created_at < older_than AND status <> 'ACTIVE'
        ORDER BY created_at
        LIMIT batch
        FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS gone = ROW_COUNT;
    COMMIT;
    EXIT WHEN gone < batch;
  END LOOP;
END
$procedure$;
