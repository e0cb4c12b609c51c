import AccessControl
import Diagnostics
import IndexAnalysis
import PlanModel
import SchemaModel

/// The queries of a plan, ready to be costed.
struct WorkloadQueries: Sendable {
  private(set) var queries: [AdvisedQuery] = []
  /// Those that read or write each table, by their place.
  private(set) var byTable: [ObjectName: [Int]] = [:]
  /// A query whose rate nobody states counts as one that is sent every ten minutes.
  static let unstatedRate = 1.0 / 600

  init(catalog: Catalog, plan: Plan) {
    let reach = PolicyScope(catalog: catalog, plan: plan)
    for query in plan.queries {
      guard let shape = query.shape, let advised = Self.advised(query, shape, catalog, reach) else { continue }
      for access in advised.accesses { byTable[access.table.name, default: []].append(queries.count) }
      queries.append(advised)
    }
  }

  private static func advised(
    _ query: Query, _ shape: QueryShape, _ catalog: Catalog, _ reach: PolicyScope
  ) -> AdvisedQuery? {
    var accesses: [TableAccess] = []
    var optional: Set<Int> = []
    var seen: Set<ObjectName> = []
    let needed = Set(shape.relations.filter { !$0.isOptional }.map(\.name))
    for relation in shape.relations where seen.insert(relation.name).inserted {
      guard let table = catalog.tables[relation.name] ?? catalog.views[relation.name].flatMap(Table.init) else {
        continue
      }
      if relation.isWritten, shape.kind == .insert { continue }
      if !needed.contains(relation.name) { optional.insert(accesses.count) }
      accesses.append(
        TableAccess(
          shape, of: table, in: catalog, tenant: reach.tenantKey, isUnderPolicies: reach.isUnderPolicies(query, table)))
    }
    guard !accesses.isEmpty else { return nil }
    let entry = accesses.map(\.sorted.count).max() ?? 0
    let isSortedElsewhere = shape.hasLimit && !shape.sort.isEmpty && entry == 0
    return AdvisedQuery(
      name: query.name.value, rate: query.rate?.value.value ?? query.peak?.value.value ?? unstatedRate,
      accesses: accesses, optional: optional.count == accesses.count ? [] : optional,
      limit: shape.hasLimit && shape.groupColumns.isEmpty && !shape.isAggregateOnly ? Double(shape.limit ?? 100) : nil,
      skips: shape.hasOffset,
      sortKeys: isSortedElsewhere ? shape.sort.count : entry)
  }
}

extension Table {
  /// A materialised view as the table it is stored as; nil of another view, which reads nothing itself.
  init?(_ view: View) {
    guard view.isMaterialized else { return nil }
    self.init(view.name, span: view.span)
    columns = view.columns
    indexes = view.indexes
  }
}
