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

CREATE SCHEMA IF NOT EXISTS audit_trail AUTHORIZATION audit_owner;

SET LOCAL ROLE audit_owner;

-- The log: a partition for each month, and one for rows of no month yet
CREATE SEQUENCE IF NOT EXISTS audit_trail.change_order;
CREATE TABLE IF NOT EXISTS audit_trail.changes (
  id bigint NOT NULL DEFAULT nextval('audit_trail.change_order'),
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
CREATE TABLE IF NOT EXISTS audit_trail.changes_default PARTITION OF audit_trail.changes DEFAULT;
CREATE INDEX IF NOT EXISTS changes_row_history ON audit_trail.changes (schema_name, table_name, row_key, id);
CREATE INDEX IF NOT EXISTS changes_actor ON audit_trail.changes (actor, recorded_at);

-- Months of the log: makes those that are missing, drops those that are older than the log is kept
CREATE OR REPLACE FUNCTION audit_trail.make_months(first_day date, months integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
  missing date[];
  month date;
  is_waiting boolean;
BEGIN
  PERFORM pg_advisory_xact_lock('audit_trail.changes'::regclass::oid::bigint);
  SELECT array_agg(wanted ORDER BY wanted) INTO missing FROM (
    SELECT (date_trunc('month', first_day::timestamp) + ahead * interval '1 month')::date AS wanted
    FROM generate_series(0, months) AS ahead
    UNION SELECT date_trunc('month', recorded_at)::date FROM audit_trail.changes_default
  ) AS all_months
  WHERE to_regclass(format('%I.%I', 'audit_trail', to_char(wanted, '"changes_"YYYY_MM'))) IS NULL;
  IF missing IS NULL THEN
    RETURN 0;
  END IF;
  is_waiting := EXISTS (SELECT FROM audit_trail.changes_default);
  IF is_waiting THEN
    ALTER TABLE audit_trail.changes DETACH PARTITION audit_trail.changes_default;
    ALTER TABLE audit_trail.changes_default RENAME TO changes_waiting;
  END IF;
  FOREACH month IN ARRAY missing LOOP
    EXECUTE format('CREATE TABLE %I.%I PARTITION OF audit_trail.changes FOR VALUES FROM (%L) TO (%L)',
      'audit_trail', to_char(month, '"changes_"YYYY_MM'),
      month::timestamptz, (month + interval '1 month')::timestamptz);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I.%I FROM audit_owner',
      'audit_trail', to_char(month, '"changes_"YYYY_MM'));
  END LOOP;
  IF is_waiting THEN
    CREATE TABLE audit_trail.changes_default PARTITION OF audit_trail.changes DEFAULT;
    REVOKE UPDATE, DELETE, TRUNCATE ON audit_trail.changes_default FROM audit_owner;
    INSERT INTO audit_trail.changes SELECT * FROM audit_trail.changes_waiting;
    DROP TABLE audit_trail.changes_waiting;
  END IF;
  RETURN cardinality(missing);
END
$$;
CREATE OR REPLACE FUNCTION audit_trail.keep_months() RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
  old_month record;
  dropped integer := 0;
BEGIN
  PERFORM audit_trail.make_months(current_date, 3);
  FOR old_month IN
    SELECT part.oid::regclass AS name FROM pg_inherits
    JOIN pg_class AS part ON part.oid = inhrelid
    WHERE inhparent = 'audit_trail.changes'::regclass AND part.relname ~ '^changes_[0-9]{4}_[0-9]{2}$'
      AND to_date(right(part.relname, 7), 'YYYY_MM') + interval '1 month'
        <= current_date - interval '24 months'
  LOOP
    EXECUTE format('DROP TABLE %s', old_month.name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;
SELECT audit_trail.make_months(date '2026-09-01', 3);

-- Events that no table sees
CREATE OR REPLACE FUNCTION audit_trail.record_definition() RETURNS event_trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO audit_trail.changes (session_role, active_role, actor, operation, new_values, statement)
  SELECT session_user, coalesce(nullif(current_setting('role'), 'none'), session_user),
      nullif(current_setting('app.user_id', true), ''), CASE WHEN tg_tag IN ('GRANT', 'REVOKE', 'ALTER DEFAULT PRIVILEGES') THEN 'GRANT' ELSE 'DDL' END, jsonb_build_object('command', made.command_tag, 'type', made.object_type, 'object', made.object_identity),
    CASE WHEN tg_tag !~ 'USER MAPPING|SERVER|SUBSCRIPTION' THEN left(current_query(), 2000) END
  FROM pg_event_trigger_ddl_commands() AS made
  WHERE made.schema_name IS DISTINCT FROM 'pg_temp';
END
$$;

CREATE OR REPLACE FUNCTION audit_trail.record_drop() RETURNS event_trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO audit_trail.changes (session_role, active_role, actor, operation, new_values, statement)
  SELECT session_user, coalesce(nullif(current_setting('role'), 'none'), session_user),
      nullif(current_setting('app.user_id', true), ''), 'DDL', jsonb_build_object('command', tg_tag, 'type', gone.object_type, 'object', gone.object_identity),
    CASE WHEN tg_tag !~ 'USER MAPPING|SERVER|SUBSCRIPTION' THEN left(current_query(), 2000) END
  FROM pg_event_trigger_dropped_objects() AS gone
  WHERE gone.original AND NOT gone.is_temporary;
END
$$;

REVOKE ALL ON SCHEMA audit_trail FROM PUBLIC, public_site, player_self, scorer, coach, league_admin, sign_in, support_readonly, analytics_readonly, standings_refresher, audit_writer, stat_reviewer;
REVOKE ALL ON ALL TABLES IN SCHEMA audit_trail FROM PUBLIC, public_site, player_self, scorer, coach, league_admin, sign_in, support_readonly, analytics_readonly, standings_refresher, audit_writer, stat_reviewer;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA audit_trail FROM PUBLIC, public_site, player_self, scorer, coach, league_admin, sign_in, support_readonly, analytics_readonly, standings_refresher, audit_writer, stat_reviewer;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit_trail FROM PUBLIC, public_site, player_self, scorer, coach, league_admin, sign_in, support_readonly, analytics_readonly, standings_refresher, audit_writer, stat_reviewer;
REVOKE UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA audit_trail FROM audit_owner;
ALTER TABLE audit_trail.changes ENABLE ROW LEVEL SECURITY;

RESET ROLE;

DO $$
BEGIN
  IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
    DROP EVENT TRIGGER IF EXISTS audit_trail_definitions;
    CREATE EVENT TRIGGER audit_trail_definitions ON ddl_command_end EXECUTE FUNCTION audit_trail.record_definition();
    DROP EVENT TRIGGER IF EXISTS audit_trail_drops;
    CREATE EVENT TRIGGER audit_trail_drops ON sql_drop EXECUTE FUNCTION audit_trail.record_drop();
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

