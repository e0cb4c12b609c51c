import Diagnostics
import Foundation
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Schemas of real products, each with a tenancy declared here.
@Suite(
  .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"),
  .enabled(if: CorpusSource.root != nil, "DBPLAN_CORPUS is not set")
) struct CorpusAttackTests {
  struct Declared: Sendable, CustomTestStringConvertible {
    var path: String
    var key: String
    /// Tables that the product keeps for all tenants.
    var shared: [String] = []
    /// Statements on own rows that policies of the product's own do not let pass: they ask for more than the tenant.
    var narrower = 0
    /// What the schema presupposes.
    var prelude = ""

    var testDescription: String { path }
  }

  private static let all = [
    Declared(path: "prisma/boxyhq-saas-starter-kit/schema.prisma", key: "teamId"),
    Declared(path: "prisma/amplication-server/schema.prisma", key: "workspaceId"),
    Declared(
      path: "projects/zoonk", key: "organization_id",
      prelude: "CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()';\n"),
    Declared(path: "prisma/litellm/schema.prisma", key: "organization_id"),
    Declared(
      path: "sql/graphile-starter/schema.sql", key: "organization_id", shared: ["app_public.users"], narrower: 6),
    Declared(path: "sql/danbooru/structure.sql", key: "user_id"),
    Declared(path: "sql/pagila/pagila-schema.2022-12.sql", key: "store_id"),
  ]

  /// Two of them; with `DBPLAN_PROVE=1` all.
  private static var tried: [Declared] {
    ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1" ? all : Array(all.prefix(5).suffix(2))
  }

  @Test(arguments: tried) func tenantsOfRealSchemasStayApart(_ declared: Declared) async throws {
    let root = try #require(CorpusSource.root)
    let catalog = CorpusSource(path: declared.path).read(under: root).value
    let plan = """
      tenancy: { key: \(declared.key), setting: app.tenant, shared: [\(declared.shared.joined(separator: ", "))] }
      roles:
        tenant_app: { login: app, rows: tenant, "*": [select, insert, update, delete] }
      """
    let project = SecuredProject("product", schema: declared.prelude + SQLWriter().schema(of: catalog), plan: plan)
    #expect(project.problems.isEmpty, "\(project.problems)")
    let attack = try await AttackTests.attack(project)
    print(
      "\(declared.path): \(attack.attempts) attempts, \(attack.breaches.count) breaches, \(attack.refusals.count) refused"
    )
    #expect(attack.breaches.isEmpty, "\(attack.breaches.prefix(20).joined(separator: "\n"))")
    let narrower = attack.refusals.filter { $0.hasSuffix("rows(0)") }
    #expect(narrower.count == declared.narrower, "\(narrower)")
    #expect(attack.refusals.count == narrower.count, "\(attack.refusals.prefix(20).joined(separator: "\n"))")
  }
}
