import Diagnostics
import Foundation
import IndexAdvice
import IndexAnalysis
import PlanModel
import PlannerStatistics
import QueryPlanning
import Rehearsal
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// What a foreign key's index is for: deleting a parent looks for its children. And a policy's: a tenant's rows are found.
@Suite(.serialized, .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed")) struct ParentDeleteTests
{
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  private static let names = isProof ? ShippedPlan.names : ["agri-commerce"]
  /// Below that, reading the whole is as good: few children, or few parents that each have many.
  private static let manyRows = 10_000.0
  private static let manyParents = 100.0

  @Test(arguments: names) func childrenAndTenantsAreFoundByAnIndex(_ name: String) async throws {
    let shipped = ShippedPlan(name)
    let policed = PolicedCatalog(shipped)
    try await ThrowawayServer.run { server in
      let builder = ShapeBuilder(catalog: policed.catalog, plan: shipped.plan)
      let session = try await PlanningDatabase.make(on: server, catalog: policed.catalog, builder: builder).session()
      try await children(shipped, session)
      try await tenants(shipped, policed, session)
    }
  }

  /// What PostgreSQL asks of the children when a parent goes (ri_triggers.c), by one plan for all
  /// parents, and which no policy is in the way of.
  private func children(_ shipped: ShippedPlan, _ session: PlanningSession) async throws {
    print(
      "\n\(shipped.name): deleting a parent\n| foreign key | cost without an index | with one | found by |\n|---|--:|--:|---|"
    )
    let rows = Self.rows(shipped)
    // A partitioned table has no rows of its own; its partitions are asked one by one.
    for table in shipped.catalog.tables
    where rows[table.name] ?? 0 >= Self.manyRows && table.partitionKey == nil {
      for key in table.foreignKeys where rows[key.target] ?? 0 >= Self.manyParents {
        let tests = key.columns.enumerated().map { "x.\(QuotedIdentifier.text($1)) = $\($0 + 1)" }
        let statement = try await session.statement(
          "SELECT 1 FROM ONLY \(QuotedIdentifier.text(table.name)) x WHERE \(tests.joined(separator: " AND ")) FOR KEY SHARE OF x",
          .generic
        )
        // Of a key of several columns an index on one of them, which is nearly unique, may do.
        let covering = AccessPath.all(of: table).filter { path in
          path.covers(key.columns)
            || key.columns.count > 1 && path.columns.first.map(key.columns.contains) ?? false
        }.map(\.name)
        let bare = try await session.with(added: [], hidden: covering.map { ObjectName($0, schema: table.name.schema) })
        { session in
          try await session.explain(statement, as: nil)
        }
        let index = Index("for_the_key", elements: key.columns.map { IndexElement(column: $0) })
        let plan = try await session.with(added: covering.isEmpty ? [(index, table.name)] : []) { session in
          try await session.explain(statement, as: nil)
        }
        let used = plan.indexes.intersection(covering + ["for_the_key"])
        #expect(!used.isEmpty, "\(table.name.display) (\(key.columns.joined(separator: ", "))): \(plan.indexes)")
        #expect(plan.cost < bare.cost, "\(table.name.display) (\(key.columns.joined(separator: ", ")))")
        print(
          "| \(table.name.display) (\(key.columns.joined(separator: ", "))) | \(Int(bare.cost)) | \(Int(plan.cost)) | "
            + "\(covering.isEmpty ? "**missing**" : used.sorted().joined(separator: ", ")) |")
      }
    }
  }

  private func tenants(_ shipped: ShippedPlan, _ policed: PolicedCatalog, _ session: PlanningSession) async throws {
    guard let role = policed.role, let key = shipped.plan.tenancy?.key?.value else { return }
    print("\n\(shipped.name): rows of one tenant\n| table | cost | found by |\n|---|--:|---|")
    let rows = Self.rows(shipped)
    for table in policed.catalog.tables
    where rows[table.name] ?? 0 >= Self.manyRows && table.rowSecurity.isEnabled && table.partitionKey == nil {
      let leading = AccessPath.all(of: table).filter { $0.columns.first == key && $0.predicate == nil }.map(\.name)
      guard !leading.isEmpty else { continue }
      let statement = try await session.statement("SELECT * FROM \(QuotedIdentifier.text(table.name))")
      let plan = try await session.explain(statement, as: role)
      #expect(!plan.indexes.isDisjoint(with: leading), "\(table.name.display): \(plan.indexes)")
      print("| \(table.name.display) | \(Int(plan.cost)) | \(plan.indexes.sorted().joined(separator: ", ")) |")
    }
  }

  private static func rows(_ shipped: ShippedPlan) -> [ObjectName: Double] {
    Dictionary(
      shipped.plan.volumes.compactMap { volume in volume.rows.map { (volume.table.value, $0.value.value) } },
      uniquingKeysWith: { first, _ in first })
  }
}
