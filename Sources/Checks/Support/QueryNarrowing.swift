import IndexAnalysis
import PlanModel
import SchemaModel

extension CheckSubject {
  /// Fewer rows than this are compared one by one faster than anybody notices.
  static let fewRows = 1_000.0

  /// Whether the table is known to be so small that no way of asking it matters.
  func isSmall(_ table: ObjectName) -> Bool { rows(of: table).map { $0 < Self.fewRows } ?? false }

  /// Whether other conditions, through an index, leave so few rows that comparing them is cheap.
  func isNarrowed(_ query: Query, _ table: ObjectName) -> Bool {
    guard let shape = query.shape else { return false }
    let isEntered = indexes.walk(shape).steps.contains { $0.table == table && $0.fit?.pinned.isEmpty == false }
    guard isEntered else { return false }
    if let bound = QueryBound(shape, in: self) { return bound.rows < Self.fewRows }
    // A write finds its rows as a read does.
    let pinned = Set(TableFilter(shape, on: table).equal)
    return catalog.tables[table]?.isUnique(pinned) ?? false
  }

  /// Whether an index of the table leads to the column: behind columns that the query pins.
  func leads(to column: ColumnReference, _ shape: QueryShape) -> Bool {
    let pinned = Set(TableFilter(shape, on: column.table).equal)
    return paths(of: column.table).contains { path in
      guard path.method == "btree", path.predicate == nil else { return false }
      let leading = path.elements.prefix { element in
        element.columnName.map { pinned.contains($0) && $0 != column.column } ?? false
      }
      return path.elements.dropFirst(leading.count).first?.columnName == column.column
    }
  }
}

extension Query {
  /// The query as it is without what it says of a column.
  func withoutConditions(on column: ColumnReference) -> Query {
    var query = self
    query.shape?.predicates.removeAll { $0.column == column }
    query.shape?.joins.removeAll { $0.left == column || $0.right == column }
    return query
  }
}
