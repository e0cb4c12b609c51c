import SQLWriting
import SchemaModel

/// The one function behind every trigger.
enum RecordingFunction {
  /// Statements may be as long as the rows that they write.
  private static let longestStatement = 2_000
  static let marker = "[hidden]"

  static func name(_ design: AuditDesign) -> String {
    QuotedIdentifier.text(ObjectName("record_change", schema: design.schema))
  }

  static func statement(_ design: AuditDesign) -> String {
    """
    CREATE OR REPLACE FUNCTION \(name(design))() RETURNS trigger
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
    \(images)
    \(identity)
    \(tenant(design))
    \(difference)
    \(hiding)
      INSERT INTO \(QuotedIdentifier.text(design.log)) (session_role, active_role, actor, operation, schema_name,
          table_name, row_key, old_values, new_values, tenant, statement)
      SELECT session_user, coalesce(nullif(current_setting('role'), 'none'), session_user), \(actor(design)),
          made.operation, recorded_schema, recorded_table, made.place, made.old_part, made.new_part, made.tenant,
          CASE WHEN TG_ARGV[7] = 'statement' AND pg_trigger_depth() = 1
            THEN left(current_query(), \(longestStatement)) END
      FROM (VALUES
          (1, CASE WHEN is_moved THEN 'DELETE' ELSE TG_OP END, row_place, old_image,
            CASE WHEN is_moved THEN NULL ELSE new_image END, coalesce(old_tenant, new_tenant)),
          (2, 'INSERT', new_place, NULL::jsonb, new_image, new_tenant))
        AS made (number, operation, place, old_part, new_part, tenant)
      WHERE made.number = 1 OR is_moved
      ORDER BY made.number;
      RETURN NULL;
    END
    $$
    """
  }

  private static let images = """
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
    """

  private static let identity = """
      SELECT jsonb_object_agg(key_column, coalesce(old_image, new_image) -> key_column),
          jsonb_object_agg(key_column, new_image -> key_column)
        INTO row_place, new_place
        FROM unnest(key_columns) AS key_column WHERE TG_OP <> 'TRUNCATE';
    """

  /// A row that goes from one tenant to another leaves the one and comes to the other.
  private static func tenant(_ design: AuditDesign) -> String {
    guard design.tables.contains(where: { $0.tenant != .none }) else { return "" }
    let own = "tenant_columns[1]"
    let hasParents = TenantLookup.isNeeded(design)
    func find(_ target: String, _ image: String) -> String {
      guard hasParents else { return "\(target) := \(image) ->> \(own);" }
      return """
        \(target) := CASE TG_ARGV[6]
                WHEN 'own' THEN \(image) ->> \(own)
                ELSE \(TenantLookup.name(design))(recorded_schema, recorded_table, \(image)) END;
        """
    }
    return """
        IF cardinality(tenant_columns) > 0 AND TG_OP <> 'TRUNCATE' THEN
          IF old_image IS NOT NULL THEN
            \(find("old_tenant", "old_image"))\(hasParents ? "\n" + fallback(design) : "")
          END IF;
          IF new_image IS NOT NULL THEN
            IF old_image IS NOT NULL
                AND (SELECT bool_and(old_image -> c = new_image -> c) FROM unnest(tenant_columns) AS c) THEN
              new_tenant := old_tenant;
            ELSE
              \(find("new_tenant", "new_image"))
            END IF;
          END IF;
          is_moved := TG_OP = 'UPDATE' AND old_tenant IS DISTINCT FROM new_tenant;
        END IF;
      """
  }

  /// A row goes with its parent, which can then no longer be asked.
  private static func fallback(_ design: AuditDesign) -> String {
    let setting = design.tenantSetting.map {
      ",\n              nullif(current_setting(\(SQLLiteral.text($0)), true), '')"
    }
    return """
            IF old_tenant IS NULL AND TG_ARGV[6] = 'parent' THEN
              old_tenant := coalesce(
                (SELECT earlier.tenant FROM \(QuotedIdentifier.text(design.log)) AS earlier
                 WHERE earlier.schema_name = recorded_schema AND earlier.table_name = recorded_table
                   AND earlier.row_key = row_place ORDER BY earlier.id DESC LIMIT 1)\(setting ?? ""));
            END IF;
      """
  }

  /// Of a changed row its key and the columns that changed; of one without key all that it was.
  private static let difference = """
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
    """

  private static let hiding = """
      FOREACH column_name IN ARRAY hidden_columns LOOP
        IF old_image ->> column_name IS NOT NULL THEN
          old_image := old_image || jsonb_build_object(column_name, '\(marker)');
        END IF;
        IF new_image ->> column_name IS NOT NULL THEN
          new_image := new_image || jsonb_build_object(column_name, '\(marker)');
        END IF;
        IF column_name = ANY (key_columns) THEN
          row_place := row_place || jsonb_build_object(column_name, '\(marker)');
          new_place := new_place || jsonb_build_object(column_name, '\(marker)');
        END IF;
      END LOOP;
    """

  static func actor(_ design: AuditDesign) -> String {
    design.actor.map { "nullif(current_setting(\(SQLLiteral.text($0)), true), '')" } ?? "NULL"
  }
}
