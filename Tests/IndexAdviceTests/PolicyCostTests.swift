import AccessControl
import Diagnostics
import Foundation
import IndexAdvice
import IndexAnalysis
import PlanModel
import PlannerStatistics
import QueryPlanning
import Rehearsal
import SchemaModel
import TestKit
import Testing

/// What the policies cost: each query of the plans that ship keeps its indexes when its role asks it, at target volume.
@Suite(.serialized, .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
struct PolicyCostTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"
  private static let names = isProof ? ShippedPlan.names : ["agri-commerce", "reading-progress"]

  @Test(arguments: names) func queriesKeepTheirIndexes(_ name: String) async throws {
    let shipped = ShippedPlan(name)
    let project = SecuredCatalog(shipped)
    let rows = try await ThrowawayServer.run { try await Self.compare(shipped, project, on: $0) }
    print("\n\(name)\n| query | role | without policies | with | cost without | cost with |\n|---|---|---|---|--:|--:|")
    for row in rows { print(row.line) }
    #expect(rows.count == shipped.plan.queries.count { $0.sql != nil && $0.shape != nil })
    #expect(rows.contains { $0.isUnderPolicies })
    for row in rows {
      #expect(row.refusal == nil, "\(row.query): \(row.refusal ?? "")")
      #expect(row.lost.isEmpty, "\(row.query): \(row.lost.joined(separator: ", ")) is entered by no index")
      let advised = zip(shipped.added, shipped.advice).filter { $1.services.contains { $0.query == row.query } }
      let lost = row.lost(advised: Set(advised.map(\.0.index.name)))
      #expect(lost.isEmpty, "\(row.query): \(lost.joined(separator: ", ")) is not entered under policies")
    }
  }

  /// The judge can fail: an index that only an operator enters which waits for the policies is lost.
  @Test func anIndexBehindThePoliciesIsFound() async throws {
    let shipped = ShippedPlan("agri-commerce")
    let trigram = "customers_trigram"
    var project = SecuredCatalog(shipped)
    var index = Index(trigram, elements: [IndexElement(column: "company_name")])
    index.method = "gin"
    index.elements[0].operatorClass = "gin_trgm_ops"
    project.add(index, on: ObjectName("customers"), with: "pg_trgm")
    let rows = try await ThrowawayServer.run { try await Self.compare(shipped, project, on: $0) }
    let row = try #require(rows.first { $0.query == "customer search" })
    #expect(row.without["c"]?.contains(trigram) == true && row.with["c"]?.contains(trigram) != true)
    #expect(Row(query: "", role: "", without: ["c": [trigram]]).lost == ["c: \(trigram)"])
    #expect(row.lost(advised: [trigram]) == ["c: \(trigram)"])
  }

  private struct Row {
    var query: String
    var role: String
    /// Indexes entered by a condition, by the alias they are entered for.
    var without: [String: Set<String>] = [:]
    var with: [String: Set<String>] = [:]
    var cost = (without: 0.0, with: 0.0)
    var isUnderPolicies = false
    var refusal: String?

    /// What the query enters by an index without policies, and by none with them.
    var lost: [String] {
      without.filter { with[$0.key] == nil }.flatMap { alias, indexes in indexes.map { "\(alias): \($0)" } }.sorted()
    }

    /// The same of indexes that are there for the query.
    func lost(advised: Set<String>) -> [String] {
      without.flatMap { alias, indexes in
        indexes.intersection(advised).subtracting(with[alias] ?? []).map { "\(alias): \($0)" }
      }.sorted()
    }

    var line: String {
      let cells = [query, role, Self.text(without), refusal ?? Self.text(with)]
      return "| \(cells.joined(separator: " | ")) | \(Int(cost.without)) | \(Int(cost.with)) |"
    }

    private static func text(_ indexes: [String: Set<String>]) -> String {
      indexes.sorted { $0.key < $1.key }.map { "\($0): \($1.sorted().joined(separator: " "))" }.joined(separator: "; ")
    }
  }

  private static func compare(
    _ shipped: ShippedPlan, _ project: SecuredCatalog, on server: ThrowawayServer
  ) async throws -> [Row] {
    let builder = ShapeBuilder(catalog: project.catalog, plan: shipped.plan)
    let database = try await PlanningDatabase.make(
      on: server, catalog: project.catalog, builder: builder, script: project.script)
    for gap in database.gaps { Issue.record("not taken: \(gap.subject): \(gap.reason)") }
    return try await database.session().with(added: shipped.added) { session in
      var rows: [Row] = []
      for query in shipped.plan.queries {
        guard let sql = query.sql?.value, query.shape != nil else { continue }
        let statement = try await session.statement(sql)
        var row = Row(query: query.name.value, role: query.role?.value ?? "")
        let plan = try await session.explain(statement)
        (row.without, row.cost.without) = (entered(plan), plan.cost)
        if let role = project.session(of: query) {
          row.isUnderPolicies = true
          do {
            let plan = try await session.explain(statement, as: role)
            (row.with, row.cost.with) = (entered(plan), plan.cost)
          } catch {
            row.refusal = "\(error)"
          }
        } else {
          (row.with, row.cost.with) = (row.without, row.cost.without)
        }
        rows.append(row)
      }
      return rows
    }
  }

  /// Indexes that are entered by a condition. A bitmap's index names no table: its heap scan above does.
  private static func entered(_ plan: QueryPlan) -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    func visit(_ node: QueryPlan.Node, _ above: String) {
      let alias = node.alias ?? node.relation ?? above
      if let index = node.index, node.indexCondition != nil { found[alias, default: []].insert(index) }
      for child in node.children { visit(child, alias) }
    }
    visit(plan.root, "")
    return found
  }
}
