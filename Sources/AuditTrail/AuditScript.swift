import PlanModel
import SQLWriting
package import SchemaModel

/// `audit.sql`: the log, what writes it and what keeps it. Loaded after the schema, `grants.sql` and `rls.sql`, again and again
/// if need be.
package enum AuditScript {
  /// nil when nothing has to be made.
  package static func text(_ design: AuditDesign, _ catalog: Catalog) -> String? {
    guard design.isNeeded else { return nil }
    var script = SQLScript()
    script.note("Everything or nothing; a superuser makes it, or who owns the tables and may create roles.")
    script.add("BEGIN")
    script.add(roles(design))
    script.add("SET LOCAL ROLE \(QuotedIdentifier.text(design.owner))")
    script.heading("The log: a partition for each month, and one for rows of no month yet")
    script.add(block: LogTable.statements(design))
    if !design.tables.isEmpty {
      if let lookup = TenantLookup.function(design) { script.add(lookup) }
      script.heading("Writes the record of one change, of whatever table")
      script.add(RecordingFunction.statement(design))
    }
    script.heading("Months of the log: makes those that are missing, drops those that are older than the log is kept")
    script.add(block: LogMonths.statements(design))
    if !SecurityEvents.functions(design).isEmpty {
      script.heading("Events that no table sees")
      for function in SecurityEvents.functions(design) { script.add(function) }
    }
    script.add(block: LogAccess.statements(design))
    script.add("RESET ROLE")
    if let look = TenantLookup.access(design, catalog) { script.add(block: look) }
    if !design.tables.isEmpty {
      script.heading("First by name, so that a row's record stands before those of what follows from its change")
      script.add(block: AuditTriggers.statements(design))
      script.add(AuditTriggers.cleanup(design))
    }
    if let triggers = SecurityEvents.triggers(design) { script.add(triggers) }
    script.add(membership(design, "REVOKE \(QuotedIdentifier.text(design.owner)) FROM CURRENT_USER"))
    script.add("COMMIT")
    return script.text
  }

  private static func roles(_ design: AuditDesign) -> [String] {
    let owner = QuotedIdentifier.text(design.owner)
    return [
      """
      DO $$
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = \(SQLLiteral.text(design.owner))) THEN
          CREATE ROLE \(owner) NOLOGIN;
        END IF;
      END
      $$
      """,
      membership(design, "GRANT \(owner) TO CURRENT_USER"),
      "CREATE SCHEMA IF NOT EXISTS \(QuotedIdentifier.text(design.schema)) AUTHORIZATION \(owner)",
    ]
  }

  /// A superuser needs no membership.
  private static func membership(_ design: AuditDesign, _ statement: String) -> String {
    """
    DO $$
    BEGIN
      IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        \(statement);
      END IF;
    END
    $$
    """
  }
}

/// The triggers of the recorded tables.
enum AuditTriggers {
  static let row = "00_audit"
  static let truncate = "00_audit_truncate"

  static func statements(_ design: AuditDesign) -> [String] {
    design.tables.flatMap { table -> [String] in
      let arguments = [
        table.name.schema, table.name.name, array(table.key), array(table.texts), array(table.hidden.map(\.name)),
        array(table.tenant.columns), isLookedUp(table) ? "parent" : "own", table.keepsStatement ? "statement" : "none",
      ]
      let call =
        "EXECUTE FUNCTION \(RecordingFunction.name(design))(\(SQLLiteral.list(arguments)))"
      return make(row, "AFTER INSERT OR UPDATE OR DELETE", "ROW", on: table.name, call, design)
        + make(truncate, "AFTER TRUNCATE", "STATEMENT", on: table.name, call, design)
    }
  }

  /// Tables that the plan no longer lists.
  static func cleanup(_ design: AuditDesign) -> String {
    let names = design.tables.map { SQLLiteral.text(QuotedIdentifier.text($0.name)) + "::regclass" }
    return """
      DO $$
      DECLARE
        old_trigger record;
      BEGIN
        FOR old_trigger IN
          SELECT t.tgname, t.tgrelid::regclass AS recorded FROM pg_catalog.pg_trigger AS t
          WHERE t.tgfoid = \(SQLLiteral.text("\(RecordingFunction.name(design))()"))::regprocedure AND t.tgparentid = 0
            AND t.tgrelid <> ALL (ARRAY[\(names.joined(separator: ", "))]::oid[])
        LOOP
          EXECUTE format('DROP TRIGGER %I ON %s', old_trigger.tgname, old_trigger.recorded);
        END LOOP;
      END
      $$
      """
  }

  private static func isLookedUp(_ table: AuditedTable) -> Bool {
    if case .parent = table.tenant { true } else { false }
  }

  private static func make(
    _ name: String, _ events: String, _ each: String, on table: ObjectName, _ call: String, _ design: AuditDesign
  ) -> [String] {
    let target = QuotedIdentifier.text(table)
    let trigger = QuotedIdentifier.text(name)
    let head = design.postgres >= 14 ? "CREATE OR REPLACE TRIGGER" : "CREATE TRIGGER"
    let made = "\(head) \(trigger) \(events) ON \(target)\n  FOR EACH \(each) \(call)"
    return design.postgres >= 14 ? [made] : ["DROP TRIGGER IF EXISTS \(trigger) ON \(target)", made]
  }

  /// An array as PostgreSQL reads it.
  private static func array(_ names: [String]) -> String {
    let quoted = names.map { name in
      let escaped = name.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
      return "\"\(escaped)\""
    }
    return "{\(quoted.joined(separator: ","))}"
  }
}
