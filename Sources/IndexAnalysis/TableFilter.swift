package import PlanModel
package import SchemaModel

/// What one query says about the rows of one table that it wants.
package struct TableFilter: Sendable {
  /// Columns with a value from outside, in the order of the text.
  package private(set) var equal: [String] = []
  /// Columns that must equal such a column of another table.
  package private(set) var derived: Set<String> = []
  /// Columns with a lower or upper bound or a known beginning.
  package private(set) var ranged: [String] = []
  package private(set) var isNull: Set<String> = []
  /// Columns joined to rows of a subquery or function.
  package private(set) var computed: Set<String> = []
  package private(set) var joins: [(column: String, other: ColumnReference)] = []
  /// Columns inside a function or operator.
  package private(set) var wrapped: [(function: String, column: String, expression: String?, isEqual: Bool)] = []
  /// Columns of conditions that only another method than a B-tree may serve.
  package private(set) var searched: [String: Set<QueryShape.Comparison>] = [:]
  /// The order, as far as it is in columns of this table: all of it, from the first key on.
  package private(set) var sorted: [(column: String, isDescending: Bool)] = []
  package private(set) var constants: [String: String] = [:]
  package let conditions: RowConditions
  package let hasLimit: Bool

  package init(_ shape: QueryShape, on table: ObjectName) {
    conditions = RowConditions(shape, on: table)
    hasLimit = shape.hasLimit
    for predicate in shape.predicates where predicate.column.table == table && !predicate.isAlternative {
      add(predicate)
    }
    for join in shape.joins {
      if join.left.table == table { joins.append((join.left.column, join.right)) }
      if join.right.table == table { joins.append((join.right.column, join.left)) }
    }
    let pinned = Self.pinnedEverywhere(shape)
    derived = Set(joins.filter { pinned.contains($0.other) }.map(\.column)).subtracting(equal)
    for key in shape.sort {
      guard let column = key.column else { break }
      if pinned.contains(column) { continue }
      guard column.table == table else { break }
      sorted.append((column.column, key.isDescending))
    }
  }

  private mutating func add(_ predicate: QueryShape.Predicate) {
    let column = predicate.column.column
    if let function = predicate.function {
      wrapped.append((function, column, predicate.expression, predicate.comparison == .equality))
      return
    }
    switch predicate.comparison {
    case .equality, .membership:
      if predicate.isJoined {
        computed.insert(column)
      } else if !equal.contains(column) {
        equal.append(column)
        if predicate.comparison == .equality { constants[column] = predicate.constant }
      }
    // What is the same in capitals and small letters begins with either.
    case .prefix where predicate.operator == "ILIKE": searched[column, default: []].insert(.pattern)
    case .range, .prefix:
      if !ranged.contains(column) { ranged.append(column) }
      searched[column, default: []].insert(predicate.comparison)
    case .isNull: isNull.insert(column)
    case .contains, .textSearch, .overlaps, .pattern: searched[column, default: []].insert(predicate.comparison)
    default: break
    }
  }

  /// Columns that a query gives a value, directly or through joins.
  private static func pinnedEverywhere(_ shape: QueryShape) -> Set<ColumnReference> {
    var pinned = Set(
      shape.predicates.filter {
        $0.comparison == .equality && !$0.isAlternative && !$0.isJoined && $0.function == nil
      }.map(\.column))
    var neighbours: [ColumnReference: [ColumnReference]] = [:]
    for join in shape.joins {
      neighbours[join.left, default: []].append(join.right)
      neighbours[join.right, default: []].append(join.left)
    }
    var open = Array(pinned)
    while let column = open.popLast() {
      for other in neighbours[column] ?? [] where pinned.insert(other).inserted { open.append(other) }
    }
    return pinned
  }

  /// Whether it narrows this table by itself.
  package var isFiltering: Bool { !equal.isEmpty || !ranged.isEmpty }

  /// Columns of an index for it: equality first, then the order a LIMIT stops in, then one range; `leading` come first.
  package func indexColumns(leading: [String] = []) -> [String] {
    var columns = leading
    let order = hasLimit ? sorted.map(\.column) : []
    for column in equal + order + ranged.prefix(1) where !columns.contains(column) { columns.append(column) }
    return columns
  }

  /// Those of an index's columns that a backward order wants descending.
  package var descending: Set<String> { hasLimit ? Set(sorted.filter(\.isDescending).map(\.column)) : [] }
}
