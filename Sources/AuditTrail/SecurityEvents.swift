import SQLWriting
import SchemaModel

/// What an event trigger sees beside the tables: definitions, grants and, from PostgreSQL 17 on, who logs in.
enum SecurityEvents {
  private static let grants = ["GRANT", "REVOKE", "ALTER DEFAULT PRIVILEGES"]
  /// Their statements hold passwords.
  private static let guarded = ["USER MAPPING", "SERVER", "SUBSCRIPTION"]

  static func functions(_ design: AuditDesign) -> [String] {
    var functions: [String] = []
    if isAsked(design) { functions += [definitions(design)] }
    if design.events.contains("ddl") { functions.append(drops(design)) }
    if design.recordsLogins { functions.append(logins(design)) }
    return functions
  }

  /// nil when no event is recorded. Event triggers take a superuser; without one the rest of the file holds.
  static func triggers(_ design: AuditDesign) -> String? {
    var statements: [String] = []
    func add(_ name: String, _ event: String, _ function: String) {
      statements += [
        "DROP EVENT TRIGGER IF EXISTS \(name);",
        "CREATE EVENT TRIGGER \(name) ON \(event) EXECUTE FUNCTION \(function)();",
      ]
    }
    let prefix = design.schema
    func name(_ suffix: String) -> String { QuotedIdentifier.text("\(prefix)_\(suffix)") }
    if isAsked(design) { add(name("definitions"), "ddl_command_end", function("record_definition", design)) }
    if design.events.contains("ddl") { add(name("drops"), "sql_drop", function("record_drop", design)) }
    if design.recordsLogins { add(name("logins"), "login", function("record_login", design)) }
    guard !statements.isEmpty else { return nil }
    return """
      DO $$
      BEGIN
        IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
          \(statements.joined(separator: "\n    "))
        ELSE
          RAISE WARNING 'event triggers take a superuser: \(design.events.sorted().joined(separator: ", ")) are not recorded';
        END IF;
      END
      $$
      """
  }

  private static func isAsked(_ design: AuditDesign) -> Bool { !design.events.isDisjoint(with: ["ddl", "grant"]) }

  private static func function(_ name: String, _ design: AuditDesign) -> String {
    QuotedIdentifier.text(ObjectName(name, schema: design.schema))
  }

  private static func head(_ name: String, _ design: AuditDesign) -> String {
    """
    CREATE OR REPLACE FUNCTION \(function(name, design))() RETURNS event_trigger
      LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp
    AS $$
    """
  }

  private static func record(_ operation: String, _ values: String, _ from: String, _ design: AuditDesign) -> String {
    """
      INSERT INTO \(QuotedIdentifier.text(design.log)) (session_role, active_role, actor, operation, new_values, statement)
      SELECT session_user, coalesce(nullif(current_setting('role'), 'none'), session_user),
          \(RecordingFunction.actor(design)), \(operation), \(values)
      \(from);
    """
  }

  private static func definitions(_ design: AuditDesign) -> String {
    let isGrant = "tg_tag IN (\(SQLLiteral.list(grants)))"
    var wanted: [String] = []
    if !design.events.contains("ddl") { wanted.append(isGrant) }
    if !design.events.contains("grant") { wanted.append("NOT (\(isGrant))") }
    wanted.append("made.schema_name IS DISTINCT FROM 'pg_temp'")
    let record = record(
      "CASE WHEN \(isGrant) THEN 'GRANT' ELSE 'DDL' END",
      """
      jsonb_build_object('command', made.command_tag, 'type', made.object_type, 'object', made.object_identity),
          CASE WHEN tg_tag !~ '\(guarded.joined(separator: "|"))' THEN left(current_query(), 2000) END
      """,
      "FROM pg_event_trigger_ddl_commands() AS made\n  WHERE \(wanted.joined(separator: " AND "))", design)
    return "\(head("record_definition", design))\nBEGIN\n\(record)\nEND\n$$"
  }

  private static func drops(_ design: AuditDesign) -> String {
    let record = record(
      "'DDL'",
      """
      jsonb_build_object('command', tg_tag, 'type', gone.object_type, 'object', gone.object_identity),
          CASE WHEN tg_tag !~ '\(guarded.joined(separator: "|"))' THEN left(current_query(), 2000) END
      """,
      "FROM pg_event_trigger_dropped_objects() AS gone\n  WHERE gone.original AND NOT gone.is_temporary", design)
    return "\(head("record_drop", design))\nBEGIN\n\(record)\nEND\n$$"
  }

  /// A log that can not be written must not keep people out.
  private static func logins(_ design: AuditDesign) -> String {
    let record = record(
      "'LOGIN'", "jsonb_build_object('database', current_database(), 'address', inet_client_addr()), NULL", "", design)
    return """
      \(head("record_login", design))
      BEGIN
        IF NOT pg_is_in_recovery() THEN
      \(record)
        END IF;
      EXCEPTION WHEN OTHERS THEN
        RAISE WARNING 'the login is not recorded: %', SQLERRM;
      END
      $$
      """
  }
}
