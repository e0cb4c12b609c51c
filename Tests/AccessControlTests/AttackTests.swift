import AccessControl
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Two tenants in one database: what the role of one tries against the other's rows.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct AttackTests {
  @Test(arguments: ["agri-commerce", "course-platform", "league-manager"])
  func tenantsOfShippedPlansStayApart(_ name: String) async throws {
    let project = SecuredProject(shipped: name)
    #expect(project.problems.isEmpty)
    let attack = try await Self.attack(project)
    print("\(name): \(attack.attempts) attempts, \(attack.breaches.count) breaches, \(attack.refusals.count) refused")
    #expect(attack.breaches.isEmpty, "\(attack.breaches.prefix(20).joined(separator: "\n"))")
    let narrower = Set(attack.refusals).intersection(Self.narrowerByTheSchema)
    #expect(
      attack.refusals.filter { !narrower.contains($0) }.isEmpty, "\(attack.refusals.prefix(20).joined(separator: "\n"))"
    )
    #expect(narrower.count == (name == "league-manager" ? Self.narrowerByTheSchema.count : 0))
  }

  /// Policies that the league's schema has of its own say more than whose a row is: which players the public sees, and which
  /// documents a coach.
  private static let narrowerByTheSchema: Set = [
    "public_site: SELECT of the own row of public.players: rows(0)",
    "coach: SELECT of the own row of public.player_documents: rows(0)",
  ]

  /// - Parameter scripts: others than the project's own.
  static func attack(_ project: SecuredProject, scripts: [String]? = nil) async throws -> Attack {
    try await ThrowawayServer.run { server in
      try await server.createDatabase("attacked")
      let connection = try await server.connect(to: "attacked")
      for script in scripts ?? project.scripts { try await connection.run(script: script) }
      try await connection.run(script: AttackedDatabase.unchecked)
      let tenants = project.design.reaches.tenants
      let roots = project.catalog.tables.map(\.name).filter { tenants?.isRoot($0) == true }
      let rows = TenantRows(project.catalog, roots: Set(roots), key: project.design.reaches.tenants?.key)
      let filled = try await Self.fill(project.catalog, rows, Set(roots), connection)
      try await connection.run(script: AttackedDatabase.givenAway)
      let database = AttackedDatabase(connection: connection, fresh: try await server.connect(to: "attacked"))
      var attack = Attack(project, database, rows, filled: filled)
      try await attack.run()
      return attack
    }
  }

  /// Two rows of each tenant in every table; which of them are there.
  static func fill(
    _ catalog: Catalog, _ rows: TenantRows, _ roots: Set<ObjectName>, _ connection: PostgresConnection
  ) async throws -> [ObjectName: [TenantRows.Row]] {
    var filled: [ObjectName: [TenantRows.Row]] = [:]
    _ = try await connection.query("SET session_replication_role = replica")
    for table in catalog.tables where table.partitionOf == nil {
      if table.partitionKey != nil, table.partitionKey?.strategy != .hash {
        let leaf = QuotedIdentifier.text(ObjectName("\(table.name.name)_rest_of_rows", schema: table.name.schema))
        // One that has a default already takes the rows.
        try? await connection.run(
          script: "CREATE TABLE \(leaf) PARTITION OF \(QuotedIdentifier.text(table.name)) DEFAULT;")
      }
      for tenant in 0...1 {
        for number in roots.contains(table.name) ? 0...0 : 0...1 {
          let row = TenantRows.Row(tenant: tenant, number: number)
          do {
            _ = try await connection.query(rows.insert(table, row))
            filled[table.name, default: []].append(row)
          } catch {
            // A second row of a tenant, or of a table with one row for all, may be one too many.
            guard error.sqlState == "23505" else {
              Issue.record("\(table.name.display): \(error.message): \(rows.insert(table, row))")
              continue
            }
          }
        }
      }
    }
    _ = try await connection.query("SET session_replication_role = origin")
    return filled
  }
}
