import Compilation
import Diagnostics
import PlanModel
import PlannerStatistics
import QueryPlanning
import Rehearsal
import SchemaModel
import Testing

/// A schema and a plan of it, as a project has them.
struct PlannedProject: Sendable {
  let catalog: Catalog
  let builder: ShapeBuilder

  init(schema: String, plan: String) throws {
    try self.init(schema: schema, file: "plan: Shop\nas_of: 2026-06-30\nschema: schema.sql\n\(plan)")
  }

  /// - Parameter file: a whole plan file.
  init(schema: String, file: String) throws {
    let tree = SourceTree(files: [
      SourceFile(path: "schema.sql", text: schema),
      SourceFile(path: "plan.yml", text: file),
    ])
    let compiled = PlanCompiler(tree: tree, project: nil).compile(path: "plan.yml", name: "shop", date: nil)
    let errors = compiled.diagnostics.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors.map(\.message))")
    catalog = compiled.value.catalog
    builder = ShapeBuilder(catalog: compiled.value.catalog, plan: compiled.value.plan)
  }

  func database(
    _ name: String = "planning", on server: ThrowawayServer, script: String = ""
  ) async throws -> PlanningDatabase {
    try await PlanningDatabase.make(name, on: server, catalog: catalog, builder: builder, script: script)
  }

  /// Runs with a session of a database of its own.
  func session<Value: Sendable>(
    script: String = "", _ body: @Sendable (PlanningSession) async throws -> Value
  ) async throws -> Value {
    try await ThrowawayServer.run { server in
      let database = try await database(on: server, script: script)
      #expect(database.gaps.isEmpty, "\(database.gaps)")
      return try await body(try await database.session())
    }
  }
}

extension PlanningSession {
  /// The plan of a text with typical constants.
  func plan(_ sql: String, as role: SessionRole? = nil) async throws -> QueryPlan {
    try await explain(try await statement(sql), as: role)
  }
}
