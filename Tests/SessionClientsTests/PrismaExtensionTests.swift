import AccessControl
import Diagnostics
import PlanModel
import PrismaWriting
import SchemaModel
import SessionClients
import TestKit
import Testing
import Workspace

/// The extension of Prisma's client against the plan and the schema, by its text; node reads it and calls it with a client
/// that only writes down what it is asked.
struct PrismaExtensionTests {
  private static let node = Program("node", debian: "nodejs", homebrew: "node")

  private static func text(_ project: ClientProject, isTyped: Bool = true) -> String {
    PrismaExtension(
      project.design, PrismaNames(project.catalog), version: project.plan.stack.prisma?.value ?? "7",
      client: project.plan.stack.client?.value, isTyped: isTyped
    ).text
  }

  @Test(arguments: ClientProject.shipped) func namesAreThePlansAndTheSchemas(_ name: String) throws {
    let project = ClientProject(shipped: name)
    let text = Self.text(project)
    let tenancy = try #require(project.plan.tenancy?.setting?.value)
    let own = project.plan.roles.compactMap(\.setting?.value)
    let wanted = Set([tenancy] + own + [project.plan.audit?.actor?.value].compactMap(\.self) + ["role"])
    #expect(Set(text.matches(of: #/set_config\('([^']+)'/#).map { String($0.output.1) }) == wanted)
    let roles = Set(project.plan.roles.filter { $0.login != nil }.map(\.name.value))
    let typed = text.matches(of: #/\{ role: ([^;]+);/#).flatMap { $0.output.1.matches(of: #/'([^']+)'/#) }
    #expect(typed.count == roles.count && Set(typed.map { String($0.output.1) }) == roles)
    let schema = PrismaWriter().schema(of: project.catalog).text
    let column = try #require(project.plan.conventions.softDelete?.value)
    let marks = text.matches(of: #/ {2}(\w+): \{ field: '(\w+)', live: (null|false)/#)
    let tables = project.catalog.tables.filter { $0.columns.contains(column) && $0.partitionOf == nil }
    #expect(marks.count == tables.count && !marks.isEmpty)
    for mark in marks {
      let (model, field) = (NameWords.capital(String(mark.output.1)), mark.output.2)
      let start = try #require(schema.firstRange(of: "model \(model) {"), "\(model)")
      let end = try #require(schema[start.upperBound...].firstRange(of: "\n}"))
      let block = schema[start.upperBound..<end.lowerBound]
      let type = mark.output.3 == "null" ? "DateTime?" : "Boolean"
      let line = block.split(separator: "\n").first { $0.split(separator: " ").first == field }
      #expect(line?.split(separator: " ").dropFirst().first.map(String.init) == type, "\(model).\(field)")
      #expect(text.contains("\(mark.output.1): marking(marks.\(mark.output.1))"))
      #expect(text.contains("\(mark.output.1): hiding(marks.\(mark.output.1))"))
    }
    #expect(text.contains("import type { prisma } from '\(project.plan.stack.client?.value ?? "")'"))
  }

  /// Roles that read one tenant's rows name it; one that crosses tenants does not.
  @Test func aRoleNeedsTheSettingsOfItsPolicies() {
    let text = Self.text(ClientProject(shipped: "agri-commerce"))
    let jobs = text.split(separator: "\n").first { $0.contains("'platform_jobs'") }
    let sales = text.split(separator: "\n").first { $0.contains("'shop_sales'") }
    #expect(jobs?.contains("shopId?: string") == true, "\(jobs ?? "")")
    #expect(sales?.contains("shopId: string") == true, "\(sales ?? "")")
  }

  private static let hostileSchema = """
    CREATE TABLE "te`${nant}" (id bigint PRIMARY KEY);
    CREATE TABLE notes (id bigint PRIMARY KEY, tenant_id bigint NOT NULL REFERENCES "te`${nant}" (id), "gone'`${1}" boolean NOT NULL);
    """
  private static let hostilePlan = """
    conventions: { soft_delete: "gone'`${1}" }
    stack: { orm: prisma, prisma: "7.8.0\\n*/ evil(", client: "@/lib/'`${x}\\n" }
    tenancy: { key: tenant_id, setting: "app.te'`${nant}\\\\" }
    roles:
      "cl'`erk${2}": { login: app, rows: tenant, notes: [select, update] }
    audit: { actor: "app.constructor" }
    """

  @Test(.enabled(if: node.locate() != nil, "node is not installed"))
  func nodeReadsAndCallsIt() async throws {
    var projects = ClientProject.shipped.map { ClientProject(shipped: $0) }
    projects.append(ClientProject(schema: Self.hostileSchema, plan: Self.hostilePlan))
    for project in projects {
      let role = try #require(project.design.roles.first { !$0.settings.isEmpty })
      let answer = try await withTemporaryFolder { folder in
        try write(Self.text(project, isTyped: false), to: "\(folder)/client.mjs")
        try write(RecordingClient.script, to: "\(folder)/try.mjs")
        let checked = try await ProcessRunner().run(Self.node, ["--check", "client.mjs"], in: folder)
        #expect(checked.isSuccess, "\(project.name): \(checked.errorOutput)")
        return try await ProcessRunner().output(of: Self.node, ["try.mjs", role.name], in: folder)
      }
      #expect(answer == "held\n", "\(project.name): \(answer)")
      let settings = project.design.settings.map(\.name)
      print("\(project.name): \(project.design.roles.count) roles, \(settings.count) settings, node reads and calls it")
    }
  }
}
