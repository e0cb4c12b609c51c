import AccessControl
import Diagnostics
import Foundation
import PlanModel
import PostgresClient
import Rehearsal
import SQLAlchemyWriting
import SQLWriting
import SchemaModel
import SessionClients
import TestKit
import Testing
import Workspace

/// The session of SQLAlchemy before PostgreSQL: schema, grants and policies of plans that ship, and two tenants.
@Suite(
  .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"),
  .enabled(
    if: SessionPython.path != nil,
    "no SQLAlchemy with drivers in .prove/sessions: run .ci/sqlalchemy-sessions"))
struct SQLAlchemySessionTests {
  /// Who tries what.
  struct Trial: Sendable, CustomTestStringConvertible {
    var plan: String
    var role: String
    var model: String
    var table: String
    var parent: String
    var testDescription: String { plan }

    static let league = Trial(
      plan: "league-manager", role: "league_admin", model: "Team", table: "teams", parent: "League")
    static let shop = Trial(
      plan: "agri-commerce", role: "shop_sales", model: "Customer", table: "customers", parent: "Shop")
    static let courses = Trial(
      plan: "course-platform", role: "manager", model: "Course", table: "courses", parent: "Organization")
  }

  private struct Configuration: Encodable {
    var login: String
    var database: String
    var host: String
    var role: String
    var model: String
    var parent: String
    var owner: String
    var mark: String
    var setting: String
    var parameter: String
    var tenants: [String]
  }

  private struct Claim: Decodable {
    var text: String
    var holds: Bool

    init(from decoder: any Decoder) throws {
      var parts = try decoder.unkeyedContainer()
      text = try parts.decode(String.self)
      holds = try parts.decode(Bool.self)
    }
  }

  @Test(arguments: [Trial.league, .shop, .courses]) func tenantsStayApart(_ trial: Trial) async throws {
    let claims = try await Self.run(trial) { $0 }
    print("\(trial.plan): \(claims.count) claims, \(claims.count { !$0.holds }) broken")
    #expect(claims.count >= 60)
    for claim in claims { #expect(claim.holds, "\(claim.text)") }
  }

  /// What is left out of the session, and the claim that breaks then.
  @Test(arguments: [
    ("set_config(name, value, True)", "set_config(name, value, False)", "nothing is left after a commit"),
    ("(\"role\", self.role),", "", "the role is taken and the setting made"),
    ("        if transaction.nested:", "        if not transaction.nested:", "a tenant sees its rows"),
    ("_hide(state: ORMExecuteState) -> Any:", "_hide(state: ORMExecuteState) -> Any:\n    return None", "not counted"),
    ("            session.add(instance)", "            continue", "and there"),
  ])
  func aPartLeftOutIsFound(_ part: String, _ other: String, _ broken: String) async throws {
    let claims = try? await Self.run(.league) { text in
      let changed = text.replacing(
        part.trimmingCharacters(in: .whitespaces), with: other.trimmingCharacters(in: .whitespaces))
      #expect(changed != text)
      return changed
    }
    #expect(claims?.contains { $0.text == broken && !$0.holds } ?? true)
  }

  private static func run(_ trial: Trial, _ change: @Sendable (String) -> String) async throws -> [Claim] {
    let project = ClientProject(shipped: trial.plan)
    let role = try #require(project.design.roles.first { $0.name == trial.role })
    let tenancy = try #require(project.plan.tenancy)
    let key = try #require(tenancy.key?.value)
    return try await ThrowawayServer.run { server in
      try await server.createDatabase("tenants")
      let connection = try await server.connect(to: "tenants")
      for script in project.scripts { try await connection.run(script: script) }
      let tenants = try await fill(project, ObjectName(trial.table), connection)
      let configuration = Configuration(
        login: role.login, database: "tenants", host: server.folder, role: role.name, model: trial.model,
        parent: trial.parent, owner: key, mark: project.plan.conventions.softDelete?.value ?? "",
        setting: tenancy.setting?.value ?? "", parameter: key, tenants: tenants)
      return try await withTemporaryFolder { folder in
        try write(SQLAlchemyWriter().models(of: project.catalog).text, to: "\(folder)/models.py")
        try write(change(SQLAlchemySession(project.design).text), to: "\(folder)/tenant_session.py")
        try write(SessionScenario.script, to: "\(folder)/scenario.py")
        let input = String(decoding: try JSONEncoder().encode(configuration), as: UTF8.self)
        let program = Program(SessionPython.path ?? "", debian: "python3", homebrew: "python")
        let output = try await ProcessRunner().output(of: program, ["scenario.py"], input: input, in: folder)
        return try JSONDecoder().decode([Claim].self, from: Data(output.utf8))
      }
    }
  }

  /// Two rows of each tenant in every table that takes them; the tenants' keys.
  private static func fill(
    _ project: ClientProject, _ table: ObjectName, _ connection: PostgresConnection
  ) async throws -> [String] {
    let tenants = project.access.reaches.tenants
    let roots = project.catalog.tables.map(\.name).filter { tenants?.isRoot($0) == true }
    let rows = TenantRows(project.catalog, roots: Set(roots), key: tenants?.key)
    // Values are made without looking at what they have to be.
    let checks = try await connection.query(
      """
      SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint
      WHERE contype IN ('c', 'x') AND conrelid <> 0 AND coninhcount = 0
        AND connamespace::regnamespace::text !~ '^(pg_|information_schema)'
      """)
    for check in checks.rows.compactMap({ $0.first ?? nil }) { _ = try await connection.query(check) }
    _ = try await connection.query("SET session_replication_role = replica")
    for table in project.catalog.tables where table.partitionOf == nil {
      for (tenant, number) in [(0, 0), (0, 1), (1, 0), (1, 1)] where number == 0 || !roots.contains(table.name) {
        // A table that can not have such a row is not what is tried here.
        _ = try? await connection.query(rows.insert(table, .init(tenant: tenant, number: number)))
      }
    }
    // Nobody's row is deleted as yet.
    for marked in project.design.marked {
      let column = QuotedIdentifier.text(marked.column)
      _ = try await connection.query(
        "UPDATE \(QuotedIdentifier.text(marked.table)) SET \(column) = \(marked.mark == .time ? "NULL" : "false")")
    }
    _ = try await connection.query("SET session_replication_role = origin")
    let key = QuotedIdentifier.text(tenants?.key ?? "")
    let found = try await connection.query(
      "SELECT \(key) FROM \(QuotedIdentifier.text(table)) GROUP BY 1 HAVING count(*) = 2 ORDER BY 1")
    try #require(found.rows.count == 2, "\(table.name) has no rows of two tenants")
    return found.rows.compactMap { $0.first ?? nil }
  }
}
