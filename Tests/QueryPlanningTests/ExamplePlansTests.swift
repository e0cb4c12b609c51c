import Compilation
import Diagnostics
import PlanModel
import PlannerStatistics
import QueryPlanning
import Rehearsal
import SchemaModel
import TestKit
import Testing
import Workspace

/// The plans of this repository: every query has a plan, and the server takes all of the schemas.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct ExamplePlansTests {
  @Test func everyQueryHasAPlan() async throws {
    let tree = SourceTree(SourceReader(root: Checkout.root))
    let project = Project.read(tree)
    try #require(project.value.requests.count > 3)
    for request in project.value.requests {
      let compiled = PlanCompiler(tree: tree, project: project.value.file).compile(
        path: request.path ?? "", name: request.name, date: nil)
      let (catalog, plan) = (compiled.value.catalog, compiled.value.plan)
      let counts = try await ThrowawayServer.run { server in
        try await Self.explain(plan, of: catalog, on: server)
      }
      #expect(counts.plans == plan.queries.count { $0.sql != nil }, "\(request.name)")
      #expect(counts.asRole == plan.queries.count { $0.role.map { catalog.roles.contains($0.value) } ?? false })
    }
  }

  private static func explain(
    _ plan: Plan, of catalog: Catalog, on server: ThrowawayServer
  ) async throws -> (plans: Int, asRole: Int) {
    let builder = ShapeBuilder(catalog: catalog, plan: plan)
    let database = try await PlanningDatabase.make(on: server, catalog: catalog, builder: builder)
    #expect(database.gaps.isEmpty, "\(plan.name): \(database.gaps)")
    let session = try await database.session()
    var counts = (plans: 0, asRole: 0)
    for query in plan.queries {
      guard let sql = query.sql?.value else { continue }
      let statement = try await session.statement(sql)
      let unknown = statement.parameters.filter { $0.basis == .none }
      #expect(unknown.isEmpty, "\(query.name.value): \(unknown)")
      if try await session.explain(statement).cost > 0 { counts.plans += 1 }
      guard let role = query.role?.value, catalog.roles.contains(role) else { continue }
      if try await session.explain(statement, as: SessionRole(role)).cost > 0 { counts.asRole += 1 }
    }
    return counts
  }
}
