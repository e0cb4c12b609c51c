import CPostgresQuery

extension PostgresTree {
  /// Takes a table's name off the columns of an expression that is about this table alone: `t.a` is `a`. Within subqueries it
  /// stays, where it may say which of several columns is meant.
  /// - Parameter path: the table's schema and name.
  package static func dropQualifiers(_ path: [String], in node: PostgresNode) {
    var columns: [UnsafeMutablePointer<PgQuery__ColumnRef>] = []
    var depth = 0
    walk(node) { visit in
      switch visit {
      case .query: depth += 1
      case .endOfQuery: depth -= 1
      case .column(let column) where depth == 0: columns.append(UnsafeMutablePointer(mutating: column))
      default: break
      }
    }
    for column in columns {
      let fields = PostgresList(column.pointee.fields, column.pointee.n_fields)
      let qualifier = fields.dropLast().map(\.string)
      guard !qualifier.isEmpty, qualifier == path.suffix(qualifier.count).map(Optional.some),
        fields.last?.kind == PG_QUERY__NODE__NODE_STRING
      else { continue }
      column.pointee.fields += qualifier.count
      column.pointee.n_fields = 1
    }
  }
}
