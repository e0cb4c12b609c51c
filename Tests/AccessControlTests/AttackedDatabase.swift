import PostgresClient
import SchemaModel
import SQLWriting
import TestKit

/// A database with the rows of two tenants, and somebody who tries statements in it and leaves nothing behind.
struct AttackedDatabase: Sendable {
  enum Outcome: Equatable {
    /// Rows counted, or rows that were changed.
    case rows(Int)
    case refused(String, message: String)

    var reached: Int {
      if case .rows(let count) = self { return count }
      return 0
    }

    /// PostgreSQL says so when a right is missing or a policy does not let a row pass.
    var isDenied: Bool {
      if case .refused("42501", _) = self { return true }
      return false
    }
  }

  /// Whose session it is.
  struct Session {
    var role: String
    /// Settings by name, as expressions.
    var settings: [(name: String, value: String)]
  }

  let connection: PostgresConnection
  /// One on which no setting was ever made.
  let fresh: PostgresConnection
  static let owner = "table_owner"

  /// Tables, views and functions of the superuser get an owner who is none.
  static let givenAway = """
    CREATE ROLE \(owner);
    DO $$
    DECLARE r record;
    BEGIN
      FOR r IN SELECT nspname FROM pg_namespace
               WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE format('GRANT ALL ON SCHEMA %I TO \(owner)', r.nspname);
      END LOOP;
      FOR r IN SELECT c.oid::regclass AS name, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'v') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                 AND c.relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
                 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') LOOP
        EXECUTE format('ALTER %s %s OWNER TO \(owner)', CASE r.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, r.name);
      END LOOP;
      FOR r IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
               WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                 AND p.proowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
                 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
        EXECUTE format('ALTER ROUTINE %s OWNER TO \(owner)', r.name);
      END LOOP;
    END $$;
    """

  /// What a value has to be is not what is tried here, and values are made without looking: checks and exclusions go.
  static let unchecked = """
    DO $$
    DECLARE r record;
    BEGIN
      FOR r IN SELECT conrelid::regclass AS name, conname FROM pg_constraint
               WHERE contype IN ('c', 'x') AND conrelid <> 0 AND coninhcount = 0 AND conparentid = 0
                 AND connamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_' OR nspname = 'information_schema') LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.name, r.conname);
      END LOOP;
      FOR r IN SELECT contypid::regtype AS name, conname FROM pg_constraint
               WHERE contype = 'c' AND contypid <> 0
                 AND connamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_' OR nspname = 'information_schema') LOOP
        EXECUTE format('ALTER DOMAIN %s DROP CONSTRAINT %I', r.name, r.conname);
      END LOOP;
    END $$;
    """

  /// - Parameter removals: what the superuser takes away before.
  func attempt(
    _ sql: String, as session: Session, on connection: PostgresConnection? = nil, after removals: [String] = []
  ) async throws -> Outcome {
    let connection = connection ?? self.connection
    _ = try await connection.query("BEGIN")
    if !removals.isEmpty {
      _ = try await connection.query("SET LOCAL session_replication_role = replica")
      for removal in removals { _ = try await connection.query(removal) }
      _ = try await connection.query("SET LOCAL session_replication_role = origin")
    }
    let outcome: Outcome
    do {
      let settings = session.settings.map { "set_config(\(SQLLiteral.text($0.name)), (\($0.value))::text, true)" }
      if !settings.isEmpty { _ = try await connection.query("SELECT " + settings.joined(separator: ", ")) }
      _ = try await connection.query("SET LOCAL ROLE \(QuotedIdentifier.text(session.role))")
      let result = try await connection.query(sql)
      // What would be refused at the end of the transaction is refused now.
      _ = try await connection.query("SET CONSTRAINTS ALL IMMEDIATE")
      let isCount = result.command.hasPrefix("SELECT")
      outcome = .rows(
        Int(isCount ? result.value ?? "0" : result.command.split(separator: " ").last.map(String.init) ?? "0") ?? 0)
    } catch {
      guard error.reason == .statement else { throw error }
      outcome = .refused(error.sqlState ?? "", message: error.message)
    }
    _ = try await connection.query("ROLLBACK")
    return outcome
  }
}
