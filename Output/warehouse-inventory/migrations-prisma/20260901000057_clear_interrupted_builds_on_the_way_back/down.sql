-- On the way back: drops indexes that an interrupted build has left invalid; run it again before a build is repeated.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
DECLARE
  left_over regclass;
BEGIN
  FOR left_over IN
    SELECT indexrelid::regclass FROM pg_catalog.pg_index
    WHERE NOT indisvalid AND indexrelid IN (SELECT to_regclass(name) FROM unnest(ARRAY['public.deliveries_shop_id_planned_at_idx_old']) AS name)
  LOOP
    EXECUTE format('DROP INDEX %s', left_over);
  END LOOP;
END
$$;
COMMIT;
