import PlanModel
import SchemaModel

/// How an index or key meets what is asked of its table at one step of a query.
package struct IndexFit: Sendable {
  package var path: AccessPath
  /// The leading columns that have a value.
  package var pinned: [String]
  /// Whether the next column has a range or gives the order.
  package var continues: Bool
  /// Whether it gives the order that a LIMIT stops in.
  package var stopsEarly: Bool
  /// Whether another method than a B-tree looks for the value.
  package var searches: Bool
  /// The most rows it leads to, when facts bound them.
  package var rows: Double?
  /// What it is ranked by: rows, or a stand-in where nothing is declared. Never shown.
  let weight: Double
  private let ranks: [Int]

  /// nil when the path does not help.
  init?(
    _ path: AccessPath, _ filter: TableFilter, available: Set<String>, isEntry: Bool, limit: Int?, table: Table?,
    facts: RowFacts
  ) {
    guard filter.conditions.imply(path.predicate) else { return nil }
    self.path = path
    let isTree = path.method == "btree"
    pinned = isTree || path.method == "hash" ? Self.pinned(path, filter, available) : []
    if path.method == "hash", pinned.count < path.elements.count { return nil }
    let next = isTree && pinned.count < path.elements.count ? path.elements[pinned.count].columnName : nil
    let isOrdered = isEntry && next != nil && filter.sorted.first?.column == next
    continues = isOrdered || next.map(filter.ranged.contains) ?? false
    stopsEarly = isOrdered && filter.hasLimit
    searches = !isTree && path.method != "hash" && Self.searches(path, filter)
    guard !pinned.isEmpty || continues || searches || Self.narrows(path.predicate, table) else { return nil }
    let columns = Set(pinned)
    let bound = searches ? nil : table.flatMap { facts.rows(of: $0, pinned: columns, constants: filter.constants) }
    let share = path.predicate.flatMap { predicate in table.flatMap { facts.share(of: predicate, in: $0) } } ?? 1
    let selective = pinned.filter { $0 != facts.tenantKey }
    let total = table.flatMap { facts.rows(of: $0.name) }
    let isOpen = !pinned.isEmpty && bound?.rows == total && share == 1
    rows = isOpen ? nil : bound.map { max(1, $0.rows * share) }
    let standIn: Double = !selective.isEmpty ? 100 : !pinned.isEmpty ? 10_000 : 100_000
    let rank = max(1, bound.map { $0.isWhole ? $0.rows * share : min($0.rows * share, standIn) } ?? standIn)
    // The order lets a LIMIT stop after as many rows as it wants.
    weight = stopsEarly && !pinned.isEmpty ? min(rank, Double(limit ?? 100)) : rank
    ranks = [
      selective.count, pinned.count, continues ? 1 : 0, path.predicate == nil ? 0 : 1,
      pinned.count - path.elements.count,
    ]
  }

  func isBetter(than other: IndexFit) -> Bool {
    if weight != other.weight { return weight < other.weight }
    return other.ranks.lexicographicallyPrecedes(ranks)
  }

  /// Whether it leads to the rows of a tenant and no further.
  package func isTenantOnly(_ key: String?) -> Bool {
    key != nil && !pinned.isEmpty && pinned.allSatisfy { $0 == key } && !continues && !searches
  }

  /// Whether the condition of a partial index leaves out more than rows without a value.
  private static func narrows(_ condition: SQLExpression?, _ table: Table?) -> Bool {
    condition != nil && !RowConditions(notNull: table?.columns.names ?? []).imply(condition)
  }

  private static func pinned(_ path: AccessPath, _ filter: TableFilter, _ available: Set<String>) -> [String] {
    var pinned: [String] = []
    for element in path.elements {
      switch element.key {
      case .column(let column):
        guard available.contains(column) else { return pinned }
        pinned.append(column)
      case .expression(let expression):
        let nouns = SQLTokens(expression.sql).nouns
        let isAsked = filter.wrapped.contains {
          $0.isEqual && SQLTokens.areEqual(expression.sql, $0.expression)
            || $0.isEqual && nouns.contains($0.function.lowercased()) && nouns.contains($0.column.lowercased())
        }
        guard isAsked else { return pinned }
        pinned.append(element.display)
      }
    }
    return pinned
  }

  private static func searches(_ path: AccessPath, _ filter: TableFilter) -> Bool {
    guard let first = path.elements.first else { return false }
    guard let column = first.columnName else {
      guard case .expression(let expression) = first.key else { return false }
      let nouns = SQLTokens(expression.sql).nouns
      return filter.wrapped.contains { nouns.contains($0.column.lowercased()) }
    }
    let isTrigram = first.operatorClass?.contains("trgm") == true
    return (filter.searched[column] ?? []).contains { $0 != .pattern || isTrigram }
      || path.method != "gin" && filter.equal.contains(column)
  }
}
