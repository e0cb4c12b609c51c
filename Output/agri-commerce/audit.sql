-- Everything or nothing; a superuser makes it, or who owns the tables and may create roles.

BEGIN;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'audit_owner') THEN
    CREATE ROLE audit_owner NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
    GRANT audit_owner TO CURRENT_USER;
  END IF;
END
$$;

CREATE SCHEMA IF NOT EXISTS audit AUTHORIZATION audit_owner;

SET LOCAL ROLE audit_owner;

-- The log: a partition for each month, and one for rows of no month yet
CREATE SEQUENCE IF NOT EXISTS audit.change_order;
CREATE TABLE IF NOT EXISTS audit.changes (
  id bigint NOT NULL DEFAULT nextval('audit.change_order'),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  session_role text NOT NULL,
  active_role text NOT NULL,
  actor text,
  operation text NOT NULL CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'DDL', 'GRANT', 'LOGIN')),
  schema_name text,
  table_name text,
  row_key jsonb,
  old_values jsonb,
  new_values jsonb,
  tenant text,
  statement text,
  PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE TABLE IF NOT EXISTS audit.changes_default PARTITION OF audit.changes DEFAULT;
CREATE INDEX IF NOT EXISTS changes_row_history ON audit.changes (schema_name, table_name, row_key, id);
CREATE INDEX IF NOT EXISTS changes_actor ON audit.changes (actor, recorded_at);
CREATE INDEX IF NOT EXISTS changes_tenant ON audit.changes (tenant, recorded_at);

CREATE OR REPLACE FUNCTION audit.tenant_of(recorded_schema text, recorded_table text, image jsonb) RETURNS text
  LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF recorded_schema = 'public' AND recorded_table = 'price_list_items' THEN
    RETURN coalesce((SELECT parent.shop_id::text FROM public.price_lists AS parent
      WHERE parent.id = (image ->> 'price_list_id')::uuid), (SELECT gone.tenant FROM audit.changes AS gone
      WHERE gone.schema_name = 'public'
        AND gone.table_name = 'price_lists'
        AND gone.row_key = jsonb_build_object('id', image -> 'price_list_id') ORDER BY gone.id DESC LIMIT 1));
  END IF;
  RETURN NULL;
END
$$;

-- Writes the record of one change, of whatever table
CREATE OR REPLACE FUNCTION audit.record_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1
AS $$
DECLARE
  recorded_schema constant text := TG_ARGV[0];
  recorded_table constant text := TG_ARGV[1];
  key_columns constant text[] := TG_ARGV[2];
  text_columns constant text[] := TG_ARGV[3];
  hidden_columns constant text[] := TG_ARGV[4];
  tenant_columns constant text[] := TG_ARGV[5];
  old_image jsonb;
  new_image jsonb;
  old_tenant text;
  new_tenant text;
  row_place jsonb;
  new_place jsonb;
  held text;
  is_moved boolean := false;
  column_name text;
BEGIN
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    old_image := to_jsonb(OLD);
    FOREACH column_name IN ARRAY text_columns LOOP
      EXECUTE format('SELECT ($1).%I::text', column_name) INTO held USING OLD;
      old_image := old_image || jsonb_build_object(column_name, held);
    END LOOP;
  END IF;
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    new_image := to_jsonb(NEW);
    FOREACH column_name IN ARRAY text_columns LOOP
      EXECUTE format('SELECT ($1).%I::text', column_name) INTO held USING NEW;
      new_image := new_image || jsonb_build_object(column_name, held);
    END LOOP;
  END IF;
  SELECT jsonb_object_agg(key_column, coalesce(old_image, new_image) -> key_column),
      jsonb_object_agg(key_column, new_image -> key_column)
    INTO row_place, new_place
    FROM unnest(key_columns) AS key_column WHERE TG_OP <> 'TRUNCATE';
  IF cardinality(tenant_columns) > 0 AND TG_OP <> 'TRUNCATE' THEN
    IF old_image IS NOT NULL THEN
      old_tenant := CASE TG_ARGV[6]
        WHEN 'own' THEN old_image ->> tenant_columns[1]
        ELSE audit.tenant_of(recorded_schema, recorded_table, old_image) END;
      IF old_tenant IS NULL AND TG_ARGV[6] = 'parent' THEN
        old_tenant := coalesce(
          (SELECT earlier.tenant FROM audit.changes AS earlier
           WHERE earlier.schema_name = recorded_schema AND earlier.table_name = recorded_table
             AND earlier.row_key = row_place ORDER BY earlier.id DESC LIMIT 1),
              nullif(current_setting('app.shop_id', true), ''));
      END IF;
    END IF;
    IF new_image IS NOT NULL THEN
      IF old_image IS NOT NULL
          AND (SELECT bool_and(old_image -> c = new_image -> c) FROM unnest(tenant_columns) AS c) THEN
        new_tenant := old_tenant;
      ELSE
        new_tenant := CASE TG_ARGV[6]
        WHEN 'own' THEN new_image ->> tenant_columns[1]
        ELSE audit.tenant_of(recorded_schema, recorded_table, new_image) END;
      END IF;
    END IF;
    is_moved := TG_OP = 'UPDATE' AND old_tenant IS DISTINCT FROM new_tenant;
  END IF;
  IF TG_OP = 'UPDATE' AND NOT is_moved THEN
    SELECT jsonb_object_agg(was.key, was.value) FILTER (
          WHERE row_place IS NULL OR was.value::text <> became.value::text),
        jsonb_object_agg(became.key, became.value) FILTER (WHERE was.value::text <> became.value::text)
      INTO old_image, new_image
      FROM jsonb_each(old_image) AS was JOIN jsonb_each(new_image) AS became USING (key);
    IF new_image IS NULL THEN
      RETURN NULL;
    END IF;
  END IF;
  FOREACH column_name IN ARRAY hidden_columns LOOP
    IF old_image ->> column_name IS NOT NULL THEN
      old_image := old_image || jsonb_build_object(column_name, '[hidden]');
    END IF;
    IF new_image ->> column_name IS NOT NULL THEN
      new_image := new_image || jsonb_build_object(column_name, '[hidden]');
    END IF;
    IF column_name = ANY (key_columns) THEN
      row_place := row_place || jsonb_build_object(column_name, '[hidden]');
      new_place := new_place || jsonb_build_object(column_name, '[hidden]');
    END IF;
  END LOOP;
  INSERT INTO audit.changes (session_role, active_role, actor, operation, schema_name,
      table_name, row_key, old_values, new_values, tenant, statement)
  SELECT session_user, coalesce(nullif(current_setting('role'), 'none'), session_user), nullif(current_setting('app.user_id', true), ''),
      made.operation, recorded_schema, recorded_table, made.place, made.old_part, made.new_part, made.tenant,
      CASE WHEN TG_ARGV[7] = 'statement' AND pg_trigger_depth() = 1
        THEN left(current_query(), 2000) END
  FROM (VALUES
      (1, CASE WHEN is_moved THEN 'DELETE' ELSE TG_OP END, row_place, old_image,
        CASE WHEN is_moved THEN NULL ELSE new_image END, coalesce(old_tenant, new_tenant)),
      (2, 'INSERT', new_place, NULL::jsonb, new_image, new_tenant))
    AS made (number, operation, place, old_part, new_part, tenant)
  WHERE made.number = 1 OR is_moved
  ORDER BY made.number;
  RETURN NULL;
END
$$;

-- Months of the log: makes those that are missing, drops those that are older than the log is kept
CREATE OR REPLACE FUNCTION audit.make_months(first_day date, months integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
  missing date[];
  month date;
  is_waiting boolean;
BEGIN
  PERFORM pg_advisory_xact_lock('audit.changes'::regclass::oid::bigint);
  SELECT array_agg(wanted ORDER BY wanted) INTO missing FROM (
    SELECT (date_trunc('month', first_day::timestamp) + ahead * interval '1 month')::date AS wanted
    FROM generate_series(0, months) AS ahead
    UNION SELECT date_trunc('month', recorded_at)::date FROM audit.changes_default
  ) AS all_months
  WHERE to_regclass(format('%I.%I', 'audit', to_char(wanted, '"changes_"YYYY_MM'))) IS NULL;
  IF missing IS NULL THEN
    RETURN 0;
  END IF;
  is_waiting := EXISTS (SELECT FROM audit.changes_default);
  IF is_waiting THEN
    ALTER TABLE audit.changes DETACH PARTITION audit.changes_default;
    ALTER TABLE audit.changes_default RENAME TO changes_waiting;
  END IF;
  FOREACH month IN ARRAY missing LOOP
    EXECUTE format('CREATE TABLE %I.%I PARTITION OF audit.changes FOR VALUES FROM (%L) TO (%L)',
      'audit', to_char(month, '"changes_"YYYY_MM'),
      month::timestamptz, (month + interval '1 month')::timestamptz);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I.%I FROM audit_owner',
      'audit', to_char(month, '"changes_"YYYY_MM'));
  END LOOP;
  IF is_waiting THEN
    CREATE TABLE audit.changes_default PARTITION OF audit.changes DEFAULT;
    REVOKE UPDATE, DELETE, TRUNCATE ON audit.changes_default FROM audit_owner;
    INSERT INTO audit.changes SELECT * FROM audit.changes_waiting;
    DROP TABLE audit.changes_waiting;
  END IF;
  RETURN cardinality(missing);
END
$$;
CREATE OR REPLACE FUNCTION audit.keep_months() RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
  old_month record;
  dropped integer := 0;
BEGIN
  PERFORM audit.make_months(current_date, 3);
  FOR old_month IN
    SELECT part.oid::regclass AS name FROM pg_inherits
    JOIN pg_class AS part ON part.oid = inhrelid
    WHERE inhparent = 'audit.changes'::regclass AND part.relname ~ '^changes_[0-9]{4}_[0-9]{2}$'
      AND to_date(right(part.relname, 7), 'YYYY_MM') + interval '1 month'
        <= current_date - interval '24 months'
  LOOP
    EXECUTE format('DROP TABLE %s', old_month.name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;
SELECT audit.make_months(date '2026-09-01', 3);

-- Events that no table sees
CREATE OR REPLACE FUNCTION audit.record_definition() RETURNS event_trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO audit.changes (session_role, active_role, actor, operation, new_values, statement)
  SELECT session_user, coalesce(nullif(current_setting('role'), 'none'), session_user),
      nullif(current_setting('app.user_id', true), ''), CASE WHEN tg_tag IN ('GRANT', 'REVOKE', 'ALTER DEFAULT PRIVILEGES') THEN 'GRANT' ELSE 'DDL' END, jsonb_build_object('command', made.command_tag, 'type', made.object_type, 'object', made.object_identity),
    CASE WHEN tg_tag !~ 'USER MAPPING|SERVER|SUBSCRIPTION' THEN left(current_query(), 2000) END
  FROM pg_event_trigger_ddl_commands() AS made
  WHERE made.schema_name IS DISTINCT FROM 'pg_temp';
END
$$;

CREATE OR REPLACE FUNCTION audit.record_drop() RETURNS event_trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO audit.changes (session_role, active_role, actor, operation, new_values, statement)
  SELECT session_user, coalesce(nullif(current_setting('role'), 'none'), session_user),
      nullif(current_setting('app.user_id', true), ''), 'DDL', jsonb_build_object('command', tg_tag, 'type', gone.object_type, 'object', gone.object_identity),
    CASE WHEN tg_tag !~ 'USER MAPPING|SERVER|SUBSCRIPTION' THEN left(current_query(), 2000) END
  FROM pg_event_trigger_dropped_objects() AS gone
  WHERE gone.original AND NOT gone.is_temporary;
END
$$;

REVOKE ALL ON SCHEMA audit FROM PUBLIC, shop_sales, shop_manager, shop_warehouse, shop_finance, buyer, platform_jobs, auth_service, reporting, support;
REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM PUBLIC, shop_sales, shop_manager, shop_warehouse, shop_finance, buyer, platform_jobs, auth_service, reporting, support;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA audit FROM PUBLIC, shop_sales, shop_manager, shop_warehouse, shop_finance, buyer, platform_jobs, auth_service, reporting, support;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC, shop_sales, shop_manager, shop_warehouse, shop_finance, buyer, platform_jobs, auth_service, reporting, support;
REVOKE UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA audit FROM audit_owner;
ALTER TABLE audit.changes ENABLE ROW LEVEL SECURITY;
GRANT USAGE ON SCHEMA audit TO shop_manager;
GRANT SELECT ON audit.changes TO shop_manager;
DROP POLICY IF EXISTS shop_manager_reads ON audit.changes;
CREATE POLICY shop_manager_reads ON audit.changes FOR SELECT TO shop_manager
  USING ((schema_name, table_name) IN (('public', 'shop_members'), ('public', 'customers'), ('public', 'price_lists'), ('public', 'price_list_items'), ('public', 'orders'), ('public', 'invoices'))
    AND tenant = (SELECT nullif(current_setting('app.shop_id', true), '')));
GRANT USAGE ON SCHEMA audit TO platform_jobs;
GRANT EXECUTE ON FUNCTION audit.keep_months() TO platform_jobs;

RESET ROLE;

GRANT USAGE ON SCHEMA public TO audit_owner;
GRANT SELECT (id, shop_id) ON public.price_lists TO audit_owner;
DROP POLICY IF EXISTS audit_owner_looks_up ON public.price_lists;
CREATE POLICY audit_owner_looks_up ON public.price_lists FOR SELECT TO audit_owner USING (true);

-- First by name, so that a row's record stands before those of what follows from its change
CREATE OR REPLACE TRIGGER "00_audit" AFTER INSERT OR UPDATE OR DELETE ON public.shop_members
  FOR EACH ROW EXECUTE FUNCTION audit.record_change('public', 'shop_members', '{"id"}', '{}', '{}', '{"shop_id"}', 'own', 'statement');
CREATE OR REPLACE TRIGGER "00_audit_truncate" AFTER TRUNCATE ON public.shop_members
  FOR EACH STATEMENT EXECUTE FUNCTION audit.record_change('public', 'shop_members', '{"id"}', '{}', '{}', '{"shop_id"}', 'own', 'statement');
CREATE OR REPLACE TRIGGER "00_audit" AFTER INSERT OR UPDATE OR DELETE ON public.customers
  FOR EACH ROW EXECUTE FUNCTION audit.record_change('public', 'customers', '{"id"}', '{}', '{}', '{"shop_id"}', 'own', 'none');
CREATE OR REPLACE TRIGGER "00_audit_truncate" AFTER TRUNCATE ON public.customers
  FOR EACH STATEMENT EXECUTE FUNCTION audit.record_change('public', 'customers', '{"id"}', '{}', '{}', '{"shop_id"}', 'own', 'none');
CREATE OR REPLACE TRIGGER "00_audit" AFTER INSERT OR UPDATE OR DELETE ON public.price_lists
  FOR EACH ROW EXECUTE FUNCTION audit.record_change('public', 'price_lists', '{"id"}', '{}', '{}', '{"shop_id"}', 'own', 'statement');
CREATE OR REPLACE TRIGGER "00_audit_truncate" AFTER TRUNCATE ON public.price_lists
  FOR EACH STATEMENT EXECUTE FUNCTION audit.record_change('public', 'price_lists', '{"id"}', '{}', '{}', '{"shop_id"}', 'own', 'statement');
CREATE OR REPLACE TRIGGER "00_audit" AFTER INSERT OR UPDATE OR DELETE ON public.price_list_items
  FOR EACH ROW EXECUTE FUNCTION audit.record_change('public', 'price_list_items', '{"id"}', '{}', '{}', '{"price_list_id"}', 'parent', 'statement');
CREATE OR REPLACE TRIGGER "00_audit_truncate" AFTER TRUNCATE ON public.price_list_items
  FOR EACH STATEMENT EXECUTE FUNCTION audit.record_change('public', 'price_list_items', '{"id"}', '{}', '{}', '{"price_list_id"}', 'parent', 'statement');
CREATE OR REPLACE TRIGGER "00_audit" AFTER INSERT OR UPDATE OR DELETE ON public.orders
  FOR EACH ROW EXECUTE FUNCTION audit.record_change('public', 'orders', '{"id"}', '{}', '{}', '{"shop_id"}', 'own', 'none');
CREATE OR REPLACE TRIGGER "00_audit_truncate" AFTER TRUNCATE ON public.orders
  FOR EACH STATEMENT EXECUTE FUNCTION audit.record_change('public', 'orders', '{"id"}', '{}', '{}', '{"shop_id"}', 'own', 'none');
CREATE OR REPLACE TRIGGER "00_audit" AFTER INSERT OR UPDATE OR DELETE ON public.invoices
  FOR EACH ROW EXECUTE FUNCTION audit.record_change('public', 'invoices', '{"id"}', '{}', '{}', '{"shop_id"}', 'own', 'statement');
CREATE OR REPLACE TRIGGER "00_audit_truncate" AFTER TRUNCATE ON public.invoices
  FOR EACH STATEMENT EXECUTE FUNCTION audit.record_change('public', 'invoices', '{"id"}', '{}', '{}', '{"shop_id"}', 'own', 'statement');
CREATE OR REPLACE TRIGGER "00_audit" AFTER INSERT OR UPDATE OR DELETE ON public.payments
  FOR EACH ROW EXECUTE FUNCTION audit.record_change('public', 'payments', '{"id"}', '{}', '{"payer_iban"}', '{"shop_id"}', 'own', 'none');
CREATE OR REPLACE TRIGGER "00_audit_truncate" AFTER TRUNCATE ON public.payments
  FOR EACH STATEMENT EXECUTE FUNCTION audit.record_change('public', 'payments', '{"id"}', '{}', '{"payer_iban"}', '{"shop_id"}', 'own', 'none');

DO $$
DECLARE
  old_trigger record;
BEGIN
  FOR old_trigger IN
    SELECT t.tgname, t.tgrelid::regclass AS recorded FROM pg_catalog.pg_trigger AS t
    WHERE t.tgfoid = 'audit.record_change()'::regprocedure AND t.tgparentid = 0
      AND t.tgrelid <> ALL (ARRAY['public.shop_members'::regclass, 'public.customers'::regclass, 'public.price_lists'::regclass, 'public.price_list_items'::regclass, 'public.orders'::regclass, 'public.invoices'::regclass, 'public.payments'::regclass]::oid[])
  LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', old_trigger.tgname, old_trigger.recorded);
  END LOOP;
END
$$;

DO $$
BEGIN
  IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
    DROP EVENT TRIGGER IF EXISTS audit_definitions;
    CREATE EVENT TRIGGER audit_definitions ON ddl_command_end EXECUTE FUNCTION audit.record_definition();
    DROP EVENT TRIGGER IF EXISTS audit_drops;
    CREATE EVENT TRIGGER audit_drops ON sql_drop EXECUTE FUNCTION audit.record_drop();
  ELSE
    RAISE WARNING 'event triggers take a superuser: ddl, grant, login are not recorded';
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
    REVOKE audit_owner FROM CURRENT_USER;
  END IF;
END
$$;

COMMIT;

