import AuditTrail
import Diagnostics
import PlanModel
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Who may do what to the log: what each role of a plan tries, and what is laid in the way of its functions.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct LogSecurityTests {
  @Test(arguments: 0..<3) func noRoleChangesOrForgesARecord(_ number: Int) async throws {
    let project = try AuditedProject.all()[number]
    try await AuditedDatabase.run(project) { database in
      _ = try await BusyHour(database: database, transactions: 60).run(sessions: 1)
      var attempts = 0
      let before = try await Self.state(database)
      let readers = Set(project.audit.readers.map(\.role))
      for role in project.plan.roles.map(\.name.value) + [project.audit.owner] {
        for sql in Self.attempts(database, role: role) {
          attempts += 1
          let isDone = try await Self.isDone(sql, as: role, nil, database)
          #expect(!isDone, "\(role): \(sql)")
        }
        guard !readers.contains(role), role != project.audit.owner else { continue }
        attempts += 1
        let isRead = try await Self.isDone("SELECT FROM \(Self.log(database)) LIMIT 1", as: role, nil, database)
        #expect(!isRead, "\(role) reads the log")
      }
      #expect(try await Self.state(database) == before)
      print("\(project.name): \(attempts) attempts on the log")
    }
  }

  private static func log(_ database: AuditedDatabase) -> String { QuotedIdentifier.text(database.project.audit.log) }

  private static func state(_ database: AuditedDatabase) async throws -> String? {
    let log = log(database)
    return try await database.connection.query(
      "SELECT count(*) || md5(string_agg(changes::text, '' ORDER BY id)) FROM \(log) AS changes"
    ).value
  }

  /// What must not be possible; the owner of the log writes it, and can do no more with it.
  private static func attempts(_ database: AuditedDatabase, role: String) -> [String] {
    let schema = QuotedIdentifier.text(database.project.audit.schema)
    let log = log(database)
    let table = database.project.audit.tables[0].name
    let name = QuotedIdentifier.text(table)
    let logs = [log, "\(schema).changes_default"]
    let changes = logs.flatMap {
      ["UPDATE \($0) SET actor = 'nobody'", "DELETE FROM \($0)", "TRUNCATE \($0)"]
    }
    guard role != database.project.audit.owner else { return changes }
    return changes
      + logs.flatMap { log in
        [
          "INSERT INTO \(log) (session_role, active_role, operation) VALUES ('x', 'x', 'DDL')", "DROP TABLE \(log)",
          "ALTER TABLE \(log) DISABLE ROW LEVEL SECURITY", "LOCK TABLE \(log)",
        ]
      } + [
        "SELECT nextval('\(schema).change_order')", "SELECT setval('\(schema).change_order', 1)",
        "SELECT \(schema).make_months(current_date, 1)", "CREATE TABLE \(schema).mine (id integer)",
        "SELECT FROM \(schema).changes_default",
        "SET LOCAL ROLE \(QuotedIdentifier.text(database.project.audit.owner))",
        "ALTER TABLE \(name) DISABLE TRIGGER ALL", "DROP TRIGGER \"00_audit\" ON \(name)",
        "SET LOCAL session_replication_role = replica",
        "CREATE TEMP TABLE own (id bigint); CREATE TRIGGER t AFTER INSERT ON own FOR EACH ROW EXECUTE FUNCTION "
          + "\(schema).record_change('public', 'x', '{}', '{}', '{}', '{}', 'own', 'none')",
        "DROP FUNCTION \(schema).record_change() CASCADE", "DROP SCHEMA \(schema) CASCADE",
      ]
  }

  /// In a transaction that is taken back.
  private static func isDone(
    _ sql: String, as role: String, _ settings: String?, _ database: AuditedDatabase
  ) async throws -> Bool {
    _ = try await database.connection.query("BEGIN")
    var isDone = true
    do {
      if let settings { _ = try await database.connection.query(settings) }
      // As a session of its own: a superuser's could go back to being one.
      _ = try await database.connection.query("SET LOCAL SESSION AUTHORIZATION \(QuotedIdentifier.text(role))")
      for part in sql.split(separator: "; ") { _ = try await database.connection.query(String(part)) }
    } catch {
      guard error.reason == .statement else { throw error }
      isDone = false
    }
    _ = try await database.connection.query("ROLLBACK")
    return isDone
  }

  @Test(arguments: 0..<3) func readersSeeTheirTenantOnly(_ number: Int) async throws {
    let project = try AuditedProject.all()[number]
    try await AuditedDatabase.run(project) { database in
      _ = try await BusyHour(database: database, transactions: 120).run(sessions: 1)
      #expect(!project.audit.readers.isEmpty)
      for reader in project.audit.readers {
        let role = project.plan.roles.first { $0.name.value == reader.role }
        for tenant in 0...1 {
          let own = try await Self.tenants(as: reader.role, database.settings(role, tenant: tenant), database)
          if reader.tenantSetting != nil {
            let other = try await Self.tenants(as: reader.role, database.settings(role, tenant: 1 - tenant), database)
            #expect(own.count == 1 && other.count == 1 && own != other, "\(reader.role): \(own), \(other)")
          }
        }
        let without = try await Self.tenants(as: reader.role, "SELECT 1", database)
        #expect(without.isEmpty == (reader.tenantSetting != nil), "\(reader.role)")
      }
    }
  }

  private static func tenants(as role: String, _ settings: String, _ database: AuditedDatabase) async throws -> Set<
    String
  > {
    let connection = database.connection
    _ = try await connection.query("BEGIN")
    _ = try await connection.query(settings)
    _ = try await connection.query("SET LOCAL ROLE \(QuotedIdentifier.text(role))")
    let result = try await connection.query("SELECT DISTINCT coalesce(tenant, '') FROM \(log(database))")
    _ = try await connection.query("ROLLBACK")
    return Set(result.rows.map { $0[0] ?? "" })
  }

  /// Objects of the same names on the caller's search path, a temporary schema first.
  @Test func namesInTheWayChangeNothing() async throws {
    let project = try AuditedProject(shipped: "agri-commerce")
    try await AuditedDatabase.run(project) { database in
      let connection = database.connection
      try await connection.run(script: Self.traps)
      _ = try await connection.query("SET search_path = pg_temp, trap, public, pg_catalog")
      _ = try await BusyHour(database: database, transactions: 1).run(sessions: 1)
      let count = "SELECT count(*) FROM audit.changes WHERE table_name = 'price_list_items'"
      let before = Int(try await connection.query(count).value ?? "") ?? 0
      let changed = try await connection.query("UPDATE public.price_list_items SET min_quantity = min_quantity + 3")
      _ = try await connection.query("SELECT audit.make_months(date '2031-01-01', 2), audit.keep_months()")
      _ = try await connection.query("CREATE TABLE public.made_now (id bigint)")
      let after = Int(try await connection.query(count).value ?? "") ?? 0
      let rows = Int(changed.command.split(separator: " ").last ?? "") ?? 0
      #expect(rows > 0 && after == before + rows)
      let definitions = try await connection.query(
        "SELECT count(*) FROM audit.changes WHERE new_values ->> 'object' = 'public.made_now'")
      #expect(definitions.value == "1")
      #expect(try await connection.query("SELECT count(*) FROM trap.sprung").value == "0")
      #expect(try await connection.query("SELECT count(*) FROM pg_temp.changes").value == "0")
      let tenants = try await connection.query(
        "SELECT count(*) FROM audit.changes WHERE table_name = 'price_list_items' AND tenant IS NULL")
      #expect(tenants.value == "0")
    }
  }

  private static let traps = """
    CREATE SCHEMA trap;
    CREATE TABLE trap.sprung (what text);
    CREATE TABLE trap.changes (LIKE audit.changes);
    CREATE TEMP TABLE changes (LIKE audit.changes);
    CREATE TABLE trap.price_lists (id uuid, shop_id uuid);
    CREATE TEMP TABLE price_lists (id uuid, shop_id uuid);
    CREATE TEMP TABLE pg_class (oid oid, relname name);
    CREATE FUNCTION trap.spring(text) RETURNS text LANGUAGE plpgsql AS
      'BEGIN INSERT INTO trap.sprung VALUES ($1); RETURN $1; END';
    CREATE FUNCTION trap.format(text, text) RETURNS text LANGUAGE sql AS 'SELECT trap.spring(''format'')';
    CREATE FUNCTION trap.current_setting(text, boolean) RETURNS text LANGUAGE sql AS 'SELECT trap.spring(''setting'')';
    CREATE FUNCTION trap.to_jsonb(anyelement) RETURNS jsonb LANGUAGE sql AS 'SELECT to_jsonb(trap.spring(''row''))';
    CREATE FUNCTION trap.current_query() RETURNS text LANGUAGE sql AS 'SELECT trap.spring(''query'')';
    CREATE FUNCTION trap.tenant_of(text, text, jsonb) RETURNS text LANGUAGE sql AS 'SELECT trap.spring(''tenant'')';
    CREATE FUNCTION trap.same(uuid, uuid) RETURNS boolean LANGUAGE sql AS
      'SELECT trap.spring(''operator'') IS NULL';
    CREATE OPERATOR trap.= (FUNCTION = trap.same, LEFTARG = uuid, RIGHTARG = uuid);
    GRANT USAGE ON SCHEMA trap TO PUBLIC;
    GRANT ALL ON trap.sprung TO PUBLIC;
    """
}
