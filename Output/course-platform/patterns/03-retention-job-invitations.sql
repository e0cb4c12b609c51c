CREATE INDEX CONCURRENTLY invitations_created_at_age ON public.invitations (created_at);

CREATE PROCEDURE public.forget_invitations(older_than timestamp(3) with time zone, batch integer)
LANGUAGE plpgsql
AS $procedure$
DECLARE
  gone bigint;
BEGIN
  LOOP
    DELETE FROM public.invitations
     WHERE (id) IN (
       SELECT id FROM public.invitations
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
