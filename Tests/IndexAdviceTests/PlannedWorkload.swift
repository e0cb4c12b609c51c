import AccessControl
import Diagnostics
import IndexAdvice
import IndexAnalysis
import PlanModel
import PlannerStatistics
import QueryPlanning
import SchemaModel

/// The queries of a plan before PostgreSQL's planner.
struct PlannedWorkload: Sendable {
  struct PlannedQuery: Sendable {
    var name: String
    var rate: Double
    var tables: Set<ObjectName>
    var statement: PlannedStatement
    var role: SessionRole?
  }

  struct Costs: Sendable {
    var costs: [Double]
    /// The indexes that each query reads.
    var indexes: [String: Set<String>]
  }

  private(set) var queries: [PlannedQuery] = []
  /// Queries that the server does not plan, with what it says.
  private(set) var unplanned: [(query: String, reason: String)] = []
  private let session: PlanningSession
  private let shipped: ShippedPlan
  private let advisor: IndexAdvisor

  init(_ shipped: ShippedPlan, _ policed: PolicedCatalog, _ session: PlanningSession) async throws {
    self.session = session
    self.shipped = shipped
    advisor = IndexAdvisor(catalog: shipped.catalog, plan: shipped.plan)
    for query in shipped.plan.queries {
      guard let sql = query.sql?.value, let shape = query.shape else { continue }
      do {
        let statement = try await session.statement(sql)
        queries.append(
          PlannedQuery(
            name: query.name.value, rate: query.rate?.value.value ?? 1.0 / 600,
            tables: Set(shape.relations.map(\.name)), statement: statement,
            role: policed.role(for: query)))
      } catch {
        unplanned.append((query.name.value, "\(error)"))
      }
    }
  }

  func total(_ costs: [Double]) -> Double { zip(queries, costs).reduce(0) { $0 + $1.0.rate * $1.1 } }

  func costs(with added: [(index: Index, table: ObjectName)]) async throws -> Costs {
    try await session.with(added: added) { session in
      var result = Costs(costs: [], indexes: [:])
      for query in queries {
        let plan = try await session.explain(query.statement, as: query.role)
        result.costs.append(plan.cost)
        result.indexes[query.name] = plan.indexes
      }
      return result
    }
  }

  /// Every index of up to so many columns that a query names on a table: filters, joins, sorts.
  func candidates(upTo length: Int) -> [(index: Index, table: ObjectName)] {
    var columns: [ObjectName: Set<String>] = [:]
    let policies = PolicyScope(catalog: shipped.catalog, plan: shipped.plan)
    for query in shipped.plan.queries {
      guard let shape = query.shape else { continue }
      let named =
        shape.predicates.map(\.column) + shape.sort.compactMap(\.column) + shape.groupColumns
        + shape.joins.flatMap { [$0.left, $0.right] }
      for reference in named {
        guard let table = shipped.catalog.tables[reference.table], let type = table.columns[reference.column]?.type
        else {
          continue
        }
        // A comparison that waits for the policy enters no index; here nothing keeps the planner from it.
        if policies.isUnderPolicies(query, table), !Leakproof.comparesBeforePolicies(type, in: shipped.catalog) {
          continue
        }
        columns[reference.table, default: []].insert(reference.column)
      }
    }
    return columns.sorted { $0.key < $1.key }.flatMap { table, names in
      let there =
        (shipped.catalog.tables[table].map(AccessPath.all) ?? [])
        + shipped.advice.filter { $0.table == table }.map(\.path)
      return Self.permutations(of: names.sorted(), upTo: length).compactMap { columns in
        let index = Index("further", elements: columns.map { IndexElement(column: $0) })
        // The beginning of another one is what is called redundant; that the planner takes its rows to lie closer
        // together than those of the whole is a rule of thumb (btcostestimate).
        return there.contains { $0.leads(with: AccessPath(index, of: table)) } ? nil : (index, table)
      }
    }
  }

  static func permutations(of names: [String], upTo length: Int) -> [[String]] {
    guard length > 0 else { return [] }
    return names.flatMap { name -> [[String]] in
      let rest = permutations(of: names.filter { $0 != name }, upTo: length - 1)
      return [[name]] + rest.map { [name] + $0 }
    }
  }

  /// The candidates that lower the workload most, beside the indexes that are advised.
  func best(
    of candidates: [(index: Index, table: ObjectName)], beside added: [(index: Index, table: ObjectName)],
    _ costs: [Double]
  ) async throws -> (count: Int, best: [(text: String, gain: Double)]) {
    try await session.with(added: added) { session in
      var found: [(text: String, gain: Double)] = []
      for candidate in candidates {
        let gain = try await session.with(added: [candidate]) { session in
          var saved = -(advisor.writeLoad(of: candidate.index, on: candidate.table)?.cost ?? 0)
          for (position, query) in queries.enumerated() where query.tables.contains(candidate.table) {
            saved += query.rate * (costs[position] - (try await session.explain(query.statement, as: query.role).cost))
          }
          return saved
        }
        let text = "\(candidate.table.display) (\(candidate.index.elements.map(\.display).joined(separator: ", ")))"
        found.append((text, gain))
      }
      return (candidates.count, Array(found.sorted { ($1.gain, $0.text) < ($0.gain, $1.text) }.prefix(3)))
    }
  }

  static func percent(_ part: Double, of whole: Double) -> String {
    "\((part / max(whole, 1e-9) * 1000).rounded() / 10) %"
  }
}
