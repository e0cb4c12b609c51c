import Foundation
import PlannerStatistics
import QueryPlanning
import PostgresClient
import Rehearsal
import TestKit
import Testing

/// EXPLAIN of an empty database that was told a plan's volumes, against EXPLAIN of the rows that the plan speaks of.
@Suite(.enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct LoadedRowsTests {
  private static let isWhole = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  /// Columns whose values no query asks for.
  private static let unusedColumns = [
    (table: "customers", column: "deleted_at"), (table: "products", column: "price_cents"),
    (table: "orders", column: "cancelled_at"), (table: "order_items", column: "quantity"),
    (table: "samples", column: "note"),
  ]

  @Test func shop() async throws {
    let rows = Self.isWhole ? 1_000_000 : 50_000
    try await compare(
      PlannedProject(schema: Shop.schema, file: Shop.plan(rows: rows)), Shop.schema, Shop.load(rows: rows),
      Shop.queries,
      title: "shop: \(rows) orders, \(2 * rows) items")
  }

  @Test func telemetry() async throws {
    let rows = Self.isWhole ? 1_000_000 : 50_000
    try await compare(
      PlannedProject(schema: Telemetry.schema, file: Telemetry.plan(rows: rows)), Telemetry.schema,
      Telemetry.load(rows: rows), Telemetry.queries, title: "telemetry: \(rows) samples in twelve partitions")
  }

  private func compare(
    _ project: PlannedProject, _ schema: String, _ load: [String], _ queries: [(name: String, sql: String)],
    title: String
  ) async throws {
    let pairs = try await ThrowawayServer.run { server in
      let planned = try await project.database(on: server)
      #expect(planned.gaps.isEmpty, "\(planned.gaps)")
      try await server.createDatabase("loaded")
      let connection = try await server.connect(to: "loaded")
      try await connection.run(script: schema)
      // A column that asks for more makes ANALYZE read all of a few rows, and count the same every time.
      let whole = Self.unusedColumns.filter { schema.contains("CREATE TABLE \($0.table) ") }.map { table, column in
        "ALTER TABLE \(table) ALTER COLUMN \(column) SET STATISTICS 400"
      }
      for statement in load + (Self.isWhole ? [] : whole) + ["VACUUM ANALYZE"] {
        _ = try await connection.query(statement)
      }
      let (empty, loaded) = (
        try await planned.session(),
        try await PlanningSession.loaded("loaded", on: server, builder: project.builder)
      )
      var pairs: [PlanPair] = []
      for (name, sql) in queries {
        pairs.append(PlanPair(name: name, empty: try await empty.plan(sql), loaded: try await loaded.plan(sql)))
      }
      return pairs
    }
    print("\(title)\n\n\(PlanPair.header)\n\(pairs.map(\.line).joined(separator: "\n"))\n")
    for pair in pairs {
      #expect(pair.isSame, "\(pair.name): other steps")
      #expect(pair.factor.map { $0 <= 2 } ?? false, "\(pair.name): \(pair.factor ?? 0)")
    }
  }
}
