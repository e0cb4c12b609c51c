import Compilation
import Diagnostics
import Foundation
import PlanModel
import PlannerStatistics
import QueryPlanning
import PostgresClient
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// EXPLAIN of an empty database that was told a plan's volumes, against EXPLAIN of the rows that the plan speaks of.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct LoadedRowsTests {
  private static let isWhole = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  @Test func plansAreThoseOfLoadedRows() async throws {
    let rows = Self.isWhole ? 1_000_000 : 50_000
    let tree = SourceTree(files: [
      SourceFile(path: "schema.sql", text: Shop.schema), SourceFile(path: "plan.yml", text: Shop.plan(rows: rows)),
    ])
    let compiled = PlanCompiler(tree: tree, project: nil).compile(path: "plan.yml", name: "shop", date: nil)
    let errors = compiled.diagnostics.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors.map(\.message))")
    let builder = ShapeBuilder(catalog: compiled.value.catalog, plan: compiled.value.plan)
    let pairs = try await ThrowawayServer.run { [catalog = compiled.value.catalog] server in
      let planned = try await PlanningDatabase.make(on: server, catalog: catalog, builder: builder)
      #expect(planned.gaps.isEmpty, "\(planned.gaps)")
      try await Self.load(rows, on: server)
      return try await Self.pairs(
        try await planned.session(), try await PlanningSession.loaded("loaded", on: server, builder: builder))
    }
    print("\(rows) orders, \(2 * rows) items\n\(PlanPair.header)")
    for pair in pairs { print(pair.line) }
    for pair in pairs {
      #expect(pair.isSame, "\(pair.name): other steps")
      #expect(pair.factor.map { $0 <= 2 } ?? false, "\(pair.name): \(pair.factor ?? 0)")
    }
  }

  private static func load(_ rows: Int, on server: ThrowawayServer) async throws {
    try await server.createDatabase("loaded")
    let connection = try await server.connect(to: "loaded")
    try await connection.run(script: Shop.schema)
    for statement in Shop.load(rows: rows) { _ = try await connection.query(statement) }
    _ = try await connection.query("VACUUM ANALYZE")
  }

  private static func pairs(_ empty: PlanningSession, _ loaded: PlanningSession) async throws -> [PlanPair] {
    var pairs: [PlanPair] = []
    for query in Shop.queries {
      let one = try await empty.explain(try await empty.statement(query.sql))
      let other = try await loaded.explain(try await loaded.statement(query.sql))
      pairs.append(PlanPair(name: query.name, empty: one, loaded: other))
    }
    return pairs
  }
}
