import PlanModel
import SQLWriting
import SchemaModel

/// The table of the log and its indexes.
enum LogTable {
  static let kinds = ["INSERT", "UPDATE", "DELETE", "TRUNCATE", "DDL", "GRANT", "LOGIN"]

  static func statements(_ design: AuditDesign) -> [String] {
    let log = QuotedIdentifier.text(design.log)
    let order = QuotedIdentifier.text(ObjectName("change_order", schema: design.schema))
    let rest = QuotedIdentifier.text(ObjectName("changes_default", schema: design.schema))
    var statements = [
      "CREATE SEQUENCE IF NOT EXISTS \(order)",
      """
      CREATE TABLE IF NOT EXISTS \(log) (
        id bigint NOT NULL DEFAULT nextval(\(SQLLiteral.text(order))),
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
        session_role text NOT NULL,
        active_role text NOT NULL,
        actor text,
        operation text NOT NULL CHECK (operation IN (\(SQLLiteral.list(kinds)))),
        schema_name text,
        table_name text,
        row_key jsonb,
        old_values jsonb,
        new_values jsonb,
        tenant text,
        statement text,
        PRIMARY KEY (id, recorded_at)
      ) PARTITION BY RANGE (recorded_at)
      """,
      "CREATE TABLE IF NOT EXISTS \(rest) PARTITION OF \(log) DEFAULT",
    ]
    statements += indexes(design).map { name, columns in
      "CREATE INDEX IF NOT EXISTS \(QuotedIdentifier.text(name)) ON \(log) (\(columns))"
    }
    return statements
  }

  /// What the log is asked by, and the columns for it.
  private static func indexes(_ design: AuditDesign) -> [(name: String, columns: String)] {
    var indexes = [("changes_row_history", "schema_name, table_name, row_key, id")]
    if design.actor != nil { indexes.append(("changes_actor", "actor, recorded_at")) }
    if design.readers.contains(where: { $0.tenantSetting != nil }) {
      indexes.append(("changes_tenant", "tenant, recorded_at"))
    }
    return indexes
  }
}

/// Who may do what to the log: its owner adds to it, readers see their part of it, nobody changes it.
enum LogAccess {
  static func statements(_ design: AuditDesign) -> [String] {
    let schema = QuotedIdentifier.text(design.schema)
    let log = QuotedIdentifier.text(design.log)
    let owner = QuotedIdentifier.text(design.owner)
    let others = (["PUBLIC"] + design.roles.map { QuotedIdentifier.text($0) }).joined(separator: ", ")
    var statements = [
      "REVOKE ALL ON SCHEMA \(schema) FROM \(others)",
      "REVOKE ALL ON ALL TABLES IN SCHEMA \(schema) FROM \(others)",
      "REVOKE ALL ON ALL SEQUENCES IN SCHEMA \(schema) FROM \(others)",
      "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA \(schema) FROM \(others)",
      "REVOKE UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA \(schema) FROM \(owner)",
      "ALTER TABLE \(log) ENABLE ROW LEVEL SECURITY",
    ]
    for reader in design.readers {
      let role = QuotedIdentifier.text(reader.role)
      let policy = QuotedIdentifier.text("\(reader.role)_reads")
      statements += [
        "GRANT USAGE ON SCHEMA \(schema) TO \(role)", "GRANT SELECT ON \(log) TO \(role)",
        "DROP POLICY IF EXISTS \(policy) ON \(log)",
        "CREATE POLICY \(policy) ON \(log) FOR SELECT TO \(role)\n  USING (\(condition(reader, design)))",
      ]
    }
    if let job = design.job {
      statements += [
        "GRANT USAGE ON SCHEMA \(schema) TO \(QuotedIdentifier.text(job))",
        "GRANT EXECUTE ON FUNCTION \(LogMonths.keeper(design))() TO \(QuotedIdentifier.text(job))",
      ]
    }
    return statements
  }

  /// Its tenant's, its own, and of tables that it may read whole; events of the server for who sees every tenant.
  private static func condition(_ reader: AuditDesign.Reader, _ design: AuditDesign) -> String {
    var terms: [String] = []
    let tables = reader.tables.map { "(\(SQLLiteral.list([$0.schema, $0.name])))" }
    let own = tables.isEmpty ? "false" : "(schema_name, table_name) IN (\(tables.joined(separator: ", ")))"
    let seesEvents = reader.tenantSetting == nil && reader.actorSetting == nil && !design.events.isEmpty
    terms.append(seesEvents ? "(table_name IS NULL OR \(own))" : own)
    if let setting = reader.tenantSetting { terms.append("tenant = \(value(setting))") }
    if let setting = reader.actorSetting { terms.append("actor = \(value(setting))") }
    return terms.joined(separator: "\n    AND ")
  }

  private static func value(_ setting: String) -> String {
    "(SELECT nullif(current_setting(\(SQLLiteral.text(setting)), true), ''))"
  }
}
