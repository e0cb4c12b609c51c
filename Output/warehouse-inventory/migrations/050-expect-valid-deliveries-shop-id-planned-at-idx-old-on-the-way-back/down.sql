-- On the way back: goes on only when deliveries_shop_id_planned_at_idx_old is whole.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
DECLARE
  broken text;
BEGIN
  SELECT string_agg(name, ', ') INTO broken FROM unnest(ARRAY['public.deliveries_shop_id_planned_at_idx_old']) AS name
  WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = to_regclass(name) AND indisvalid);
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'not whole: %', broken
      USING HINT = 'Run the step that clears interrupted builds, then the step that builds it, again.';
  END IF;
END
$$;
COMMIT;
