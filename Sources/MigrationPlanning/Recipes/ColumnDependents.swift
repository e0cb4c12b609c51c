import CatalogComparison
import SchemaModel

/// What goes by a column's number and not by its name, and so has to be made again when another column takes the name.
struct ColumnDependents {
  private let table: ObjectName
  private let column: String
  private let views: [ObjectName]
  private let policies: Set<String>
  private let triggers: Set<String>
  private let statistics: [ObjectName]

  /// - Parameter keeper: a trigger that is dealt with apart.
  init(of table: ObjectName, _ column: String, in catalog: Catalog, except keeper: String) {
    self.table = table
    self.column = column
    func speaks(_ sql: String?) -> Bool { sql.map { IdentifierText.contains(column, in: $0) } ?? false }
    var found: Set<ObjectName> = []
    for _ in 0..<16 {
      let more = catalog.views.filter { view in
        !found.contains(view.name)
          && (view.reads.contains(table) && (speaks(view.query) || view.query.contains("*"))
            || view.reads.contains { found.contains($0) })
      }
      if more.isEmpty { break }
      found.formUnion(more.map(\.name))
    }
    views = catalog.views.map(\.name).filter(found.contains)
    let whole = catalog.tables[table]
    policies = Set(whole?.policies.filter { speaks($0.using?.sql) || speaks($0.check?.sql) }.map(\.name) ?? [])
    triggers = Set(
      whole?.triggers.filter {
        $0.name != keeper && ($0.updateColumns.contains(column) || speaks($0.condition?.sql))
      }.map(\.name) ?? [])
    statistics = catalog.statistics.filter { statistics in
      statistics.table == table && statistics.expressions.contains { speaks($0.display) }
    }.map(\.name)
  }

  var isEmpty: Bool { views.isEmpty && policies.isEmpty && triggers.isEmpty && statistics.isEmpty }

  private func isOnColumn(_ grant: Grant) -> Bool { grant.object == table && grant.columns.contains(column) }

  func removed(from catalog: Catalog) -> Catalog {
    var result = catalog
    for view in views { result.views[view] = nil }
    for name in statistics { result.statistics[name] = nil }
    result.tables.update(table) { table in
      table.policies.removeAll { policies.contains($0.name) }
      table.triggers.removeAll { triggers.contains($0.name) }
    }
    let gone = Set(views)
    result.grants.removeAll { gone.contains($0.object) || isOnColumn($0) }
    return result
  }

  func restored(in catalog: Catalog, from before: Catalog) -> Catalog {
    var result = catalog
    for view in views { result.views[view] = before.views[view] }
    for name in statistics { result.statistics[name] = before.statistics[name] }
    let old = before.tables[table]
    result.tables.update(table) { table in
      let kept = table
      table.policies = (old?.policies ?? []).filter { policy in
        policies.contains(policy.name) || kept.policies.contains { $0.name == policy.name }
      }
      table.triggers += (old?.triggers ?? []).filter { triggers.contains($0.name) }
    }
    let gone = Set(views)
    result.grants += before.grants.filter { gone.contains($0.object) || isOnColumn($0) }
    return result
  }
}
