import AccessControl
import AuditTrail
import Diagnostics
import PlanModel
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit

/// A server with a secured schema, rows of two tenants, its log, and copies of the recorded tables as they were at the start.
struct AuditedDatabase: Sendable {
  let project: AuditedProject
  let server: ThrowawayServer
  let connection: PostgresConnection
  let rows: TenantRows
  static let name = "audited"

  /// - Parameter audit: another script than the project's own.
  static func run<Value: Sendable>(
    _ project: AuditedProject, audit: String? = nil, _ body: (AuditedDatabase) async throws -> Value
  ) async throws -> Value {
    try await ThrowawayServer.run { server in
      try await server.createDatabase(name)
      let connection = try await server.connect(to: name)
      for script in project.secured { try await connection.run(script: script) }
      try await connection.run(script: unchecked)
      let keys = KeyPaths(ofTenantsIn: project.plan, project.catalog)
      let roots = Set(project.catalog.tables.map(\.name).filter { keys?.isRoot($0) == true })
      let rows = TenantRows(project.catalog, roots: roots, key: keys?.key)
      let database = AuditedDatabase(project: project, server: server, connection: connection, rows: rows)
      try await database.fill(roots)
      for _ in 0..<2 { try await connection.run(script: audit ?? project.auditScript) }
      try await database.copyTables()
      return try await body(database)
    }
  }

  /// Values are made without looking at what checks and exclusions want.
  private static let unchecked = """
    DO $$
    DECLARE r record;
    BEGIN
      FOR r IN SELECT conrelid::regclass AS name, conname FROM pg_constraint
               WHERE contype IN ('c', 'x') AND conrelid <> 0 AND coninhcount = 0 AND conparentid = 0
                 AND connamespace NOT IN
                   (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_' OR nspname = 'information_schema') LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.name, r.conname);
      END LOOP;
    END $$;
    """

  private func fill(_ roots: Set<ObjectName>) async throws {
    _ = try await connection.query("SET session_replication_role = replica")
    for table in project.catalog.tables where table.partitionOf == nil {
      for tenant in 0...1 {
        for number in roots.contains(table.name) ? 0...0 : 0...2 {
          // A second row of a tenant may be one too many.
          _ = try? await connection.query(rows.insert(table, TenantRows.Row(tenant: tenant, number: number)))
        }
      }
    }
    _ = try await connection.query("SET session_replication_role = origin")
  }

  private func copyTables() async throws {
    try await connection.run(script: "CREATE SCHEMA replay")
    for table in project.audit.tables {
      try await connection.run(
        script: "CREATE TABLE \(Self.copy(table.name)) AS TABLE \(QuotedIdentifier.text(table.name))")
    }
  }

  static func copy(_ table: ObjectName) -> String {
    QuotedIdentifier.text(ObjectName(table.name, schema: "replay"))
  }

  func connect() async throws -> PostgresConnection { try await server.connect(to: Self.name) }

  /// Settings of a role of a tenant, as a query that makes them for the transaction.
  func settings(_ role: AccessRole?, tenant: Int) -> String {
    var settings: [String] = []
    let row = TenantRows.Row(tenant: tenant, number: 0)
    let roots = project.catalog.tables.first {
      KeyPaths(ofTenantsIn: project.plan, project.catalog)?.isRoot($0.name) == true
    }
    if let setting = project.plan.tenancy?.setting?.value, let root = roots,
      let column = root.primaryKey?.columns.first,
      let value = rows.value(root.name, column, row)
    {
      settings.append("set_config(\(SQLLiteral.text(setting)), (\(value))::text, true)")
    }
    if let actor = project.audit.actor {
      settings.append("set_config(\(SQLLiteral.text(actor)), 'actor \(tenant)', true)")
    }
    if let setting = role?.setting?.value, let owner = role?.ownerColumn?.name,
      let holder = project.catalog.tables.first(where: { $0.columns.contains(owner) }),
      let value = rows.value(holder.name, owner, row)
    {
      settings.append("set_config(\(SQLLiteral.text(setting)), (\(value))::text, true)")
    }
    return settings.isEmpty ? "SELECT 1" : "SELECT \(settings.joined(separator: ", "))"
  }
}
