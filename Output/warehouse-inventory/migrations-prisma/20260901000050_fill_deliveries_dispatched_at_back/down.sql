-- On the way back: copies deliveries.departed_at to dispatched_at.
-- Not in a transaction. Its limits are those of the connection: lock_timeout=2000ms, statement_timeout=0.
DO $$
#variable_conflict use_column
DECLARE
  batch_from record;
  batch_upto record;
  batch_rows bigint;
  all_rows bigint := 0;
BEGIN
  SELECT id AS k1 INTO batch_from FROM public.deliveries ORDER BY id LIMIT 1;
  WHILE FOUND LOOP
    SELECT * INTO batch_upto FROM (
      SELECT id AS k1 FROM public.deliveries WHERE (id) >= (batch_from.k1) ORDER BY id LIMIT 10000
    ) AS batch ORDER BY k1 DESC LIMIT 1;
    UPDATE public.deliveries SET dispatched_at = departed_at
      WHERE (id) >= (batch_from.k1) AND (id) <= (batch_upto.k1) AND (dispatched_at IS DISTINCT FROM (departed_at));
    GET DIAGNOSTICS batch_rows = ROW_COUNT;
    all_rows := all_rows + batch_rows;
    COMMIT;
    RAISE NOTICE '% rows, up to %', all_rows, batch_upto;
    IF batch_rows > 0 THEN PERFORM pg_catalog.pg_sleep(0.2); END IF;
    SELECT id AS k1 INTO batch_from FROM public.deliveries WHERE (id) > (batch_upto.k1) ORDER BY id LIMIT 1;
  END LOOP;
END
$$;
