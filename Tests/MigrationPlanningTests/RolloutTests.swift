import AccessControl
import Diagnostics
import LiveDatabase
import MigrationPlanning
import PostgresClient
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Policies are brought to tables with rows in them, step by step, and taken back.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct RolloutTests {
  @Test(arguments: ["agri-commerce", "course-platform", "league-manager"])
  func stepsLeadToTheScriptAndBack(_ name: String) async throws {
    let project = SecuredProject(shipped: name)
    let steps = RowSecurityRollout(project.design, project.catalog, of: { _ in true }, busy: { _ in 0 }).steps
    try await Self.check(project, steps)
  }

  @Test func partitionedTablesGetTheirKeysAndIndexes() async throws {
    let project = SecuredProject(
      "parts",
      schema: """
        CREATE TABLE shops (id bigint PRIMARY KEY);
        CREATE TABLE customers (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops (id));
        CREATE TABLE visits (
          id bigint NOT NULL, shop_id bigint NOT NULL REFERENCES shops (id), day date NOT NULL,
          customer_id bigint NOT NULL REFERENCES customers (id), PRIMARY KEY (id, day)
        ) PARTITION BY RANGE (day);
        CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY RANGE (day);
        CREATE TABLE visits_2026_q1 PARTITION OF visits_2026 FOR VALUES FROM ('2026-01-01') TO ('2026-04-01');
        CREATE TABLE visits_rest PARTITION OF visits DEFAULT;
        CREATE VIEW todays AS SELECT * FROM visits;
        """,
      plan: """
        tenancy: { key: shop_id, setting: app.shop_id }
        roles:
          clerk: { login: app, rows: tenant, "*": [select, insert, update, delete] }
        """)
    #expect(project.problems.isEmpty, "\(project.problems)")
    let steps = RowSecurityRollout(project.design, project.catalog, of: { _ in true }, busy: { _ in 0 }).steps
    let names = steps.map(\.name)
    #expect(names.contains("build-visits-rest-shop-id-idx") && names.contains("join-visits-shop-id-idx"), "\(names)")
    #expect(names.contains("ask-as-invoker-todays") && names.last == "force-visits")
    try await Self.check(project, steps)
  }

  private static func check(_ project: SecuredProject, _ steps: [MigrationStep]) async throws {
    let files = MigrationFiles(lockTimeout: 2000).files(steps)
    #expect(Set(files.map(\.path)).count == steps.count * 2)
    // Roles belong to a server, not to a database.
    let target = try await ThrowawayServer.run { server in
      try await Self.load(project.scripts, server)
      return try await Self.facts(server)
    }
    try await ThrowawayServer.run { server in
      let connection = try await Self.load(Array(project.scripts.dropLast()), server)
      let before = try await Self.facts(server)
      #expect(before != target)
      let ups = files.filter { $0.path.hasSuffix("up.sql") }
      let downs = files.filter { $0.path.hasSuffix("down.sql") }
      var locks = 0
      for (step, file) in zip(steps, ups) {
        locks += try await StatedLockTests.compare(step, file, connection, project.name) ?? 0
      }
      for file in downs.reversed() { try await Self.run(file, twice: connection) }
      Self.compare(try await Self.facts(server), before, "after down.sql of \(project.name)")
      // Each a second time: what broke off is begun again.
      for file in ups { try await Self.run(file, twice: connection) }
      Self.compare(try await Self.facts(server), target, "after up.sql of \(project.name)")
      for file in downs.reversed() { try await Self.run(file, twice: connection) }
      Self.compare(try await Self.facts(server), before, "after down.sql of \(project.name)")
      print("\(project.name): \(steps.count) steps up, down and up again; \(locks) tables locked as stated")
    }
  }

  private static func run(_ file: MigrationFiles.File, twice connection: PostgresConnection) async throws {
    for _ in 0...1 {
      do {
        try await connection.run(script: file.text)
      } catch {
        Issue.record("\(file.path): \(error)\n\(file.text)")
        throw error
      }
    }
  }

  @discardableResult private static func load(
    _ scripts: [String], _ server: ThrowawayServer
  ) async throws -> PostgresConnection {
    try await server.createDatabase("shop")
    let connection = try await server.connect(to: "shop")
    for script in scripts { try await connection.run(script: script) }
    return connection
  }

  private static func facts(_ server: ThrowawayServer) async throws -> Set<String> {
    CatalogFacts.lines(of: try await LiveDatabase(server.address(of: "shop")).schema().value)
  }

  private static func compare(_ found: Set<String>, _ wanted: Set<String>, _ when: String) {
    let lost = wanted.subtracting(found).sorted().prefix(10).map { "- \($0)" }
    let gained = found.subtracting(wanted).sorted().prefix(10).map { "+ \($0)" }
    #expect(lost.isEmpty && gained.isEmpty, "\(when):\n\((lost + gained).joined(separator: "\n"))")
  }
}
