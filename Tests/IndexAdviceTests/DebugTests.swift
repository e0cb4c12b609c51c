import Diagnostics
import IndexAnalysis
@testable import IndexAdvice
import Foundation
import PlannerStatistics
import QueryPlanning
import Rehearsal
import SchemaModel
import TestKit
import Testing

@Suite(.serialized) struct DebugTests {
  @Test func show() async throws {
    for (name, wanted, extra) in [
      ("agri-commerce", ["lots by expiry"], [(Index("further", elements: [IndexElement(column: "order_id")]), ObjectName("order_items"))]),
      ("reading-progress", ["course cards"], [(Index("further", elements: [IndexElement(column: "organization_id"), IndexElement(column: "published_at")]), ObjectName("courses"))]),
      ("league-manager", ["division standings"], []),
      ("warehouse-inventory", ["shelf lots by expiry", "stock of a product by warehouse"], []),
    ] as [(String, [String], [(Index, ObjectName)])] {
      let shipped = ShippedPlan(name)
      try await ThrowawayServer.run { server in
        let policed = PolicedCatalog(shipped)
        let builder = ShapeBuilder(catalog: policed.catalog, plan: shipped.plan)
        let database = try await PlanningDatabase.make(on: server, catalog: policed.catalog, builder: builder)
        let session = try await database.session()
        let workload = try await PlannedWorkload(shipped, policed, session)
        for query in workload.queries where wanted.contains(query.name) || wanted == [""] {
          let advisor = IndexAdvisor(catalog: shipped.catalog, plan: shipped.plan)
          if let q = advisor.workload.queries.first(where: { $0.name == query.name }) {
            let cost = QueryCost.of(q, advisor.facts, advisor.existing)
            print("OPT \(q.optional) OURS \(cost.cost) " + cost.ways.map { "\($0.table.name) \($0.path?.name ?? "scan") rows \($0.rows) cost \($0.cost) \($0.isOrdered)" }.joined(separator: " | "))
            for a in q.accesses {
              print("  ACCESS \(a.table.name.name) eq \(a.equal) list \(a.listed) range \(a.ranged) null \(a.isNull) others \(a.others) sorted \(a.sorted) joins \(a.joins.map(\.column)) policies \(a.isUnderPolicies) limit \(String(describing: q.limit)) keys \(q.sortKeys)")
              for c in advisor.makers[a.table.name]!.candidates(a) {
                var paths = advisor.existing
                paths[a.table.name, default: []].append((c.path, 1000))
                print("     \(c.path.definition) \(QueryCost.of(q, advisor.facts, paths).cost)")
              }
            }
          }
          print("=== \(name): \(query.name)\n\(query.statement.text)")
          for set in [[], shipped.added, shipped.added + extra] {
            let plan = try await session.with(added: set.map { (index: $0.0, table: $0.1) }) { try await $0.explain(query.statement, as: query.role) }
            print("--- \(set.map(\.0.name))")
            func show(_ node: QueryPlan.Node, _ depth: Int) {
              print(String(repeating: "  ", count: depth) + "\(node.type) \(node.relation ?? "") \(node.index ?? "") rows \(node.rows) cost \(node.totalCost) \(node.indexCondition ?? "") F \(node.filter ?? "")")
              for child in node.children { show(child, depth + 1) }
            }
            show(plan.root, 1)
          }
        }
      }
    }
  }
}
