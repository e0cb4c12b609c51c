internal import CPostgresQuery
internal import SQLSyntax
package import SchemaModel

/// A comparison of two types for which PostgreSQL has no operator of its own, so that it casts the column, and an index
/// on the column is of no use.
package struct CastColumn: Sendable, Hashable {
  package var column: ColumnReference
  /// The comparison as it is written.
  package var condition: String
  /// The column's type and the one it is cast to, as `pg_type` names them.
  package var type: String
  package var castTo: String
  /// What it is compared with, as it is written.
  package var value: String
  /// The other column, when it is one.
  package var other: ColumnReference?
}

extension QueryRewriter {
  /// Comparisons that cast their column without saying so, and the query with the other side cast instead.
  package func comparingOwnTypes(_ sql: String) -> (columns: [CastColumn], rewrite: Rewrite?)? {
    read(sql) { session in
      var columns: [CastColumn] = []
      var edits: [StatementText.Edit] = []
      var notes: [String] = []
      for condition in session.conditions {
        guard let found = session.castColumn(condition.node, at: condition.level) else { continue }
        columns.append(found.column)
        guard let (edit, note) = session.castingValue(found) else { continue }
        edits.append(edit)
        if let note, !notes.contains(note) { notes.append(note) }
      }
      guard !columns.isEmpty else { return nil }
      let rewritten = edits.isEmpty ? nil : session.text.edited(edits)
      return (columns, rewritten.map { Rewrite(sql: $0, notes: notes) })
    }
  }
}

/// Which types PostgreSQL compares as they are.
package enum ComparedTypes {
  /// The type that a column is cast to when it is compared with a value of another one; nil when an index on the column can be
  /// entered: types of one B-tree operator family, or a value that is cast to the column's type.
  package static func cast(column: String, against value: String) -> String? {
    guard column != value else { return nil }
    switch (column, value) {
    case ("int2", "numeric"), ("int4", "numeric"), ("int8", "numeric"): return "numeric"
    case ("int2", "float4"), ("int4", "float4"), ("int8", "float4"), ("numeric", "float4"): return "float8"
    case ("int2", "float8"), ("int4", "float8"), ("int8", "float8"), ("numeric", "float8"): return "float8"
    case ("bpchar", "text"), ("citext", "text"): return "text"
    case ("varchar", "bpchar"): return "bpchar"
    case ("time", "timetz"): return "timetz"
    default: return nil
    }
  }
}

extension RewritingSession {
  fileprivate typealias Found = (column: CastColumn, value: PostgresNode, isList: Bool)

  fileprivate func castColumn(_ node: PostgresNode, at level: Int) -> Found? {
    guard node.kind == PG_QUERY__NODE__NODE_A_EXPR, let expression = node.pointee.a_expr?.pointee,
      let left = expression.lexpr.map({ UnsafePointer($0) }), let right = expression.rexpr.map({ UnsafePointer($0) })
    else { return nil }
    let name = PostgresList(expression.name, expression.n_name).strings.last ?? ""
    switch expression.kind {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP where Comparison.signs.contains(name):
      return castColumn(left, right, node, level) ?? castColumn(right, left, node, level)
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN where name == "=":
      return right.items.lazy.compactMap { castColumn(left, $0, node, level) }.first.map { ($0.column, right, true) }
    default: return nil
    }
  }

  private func castColumn(
    _ own: PostgresNode, _ value: PostgresNode, _ node: PostgresNode, _ level: Int
  ) -> Found? {
    guard let column = column(own, at: level), let type = baseType(column.column),
      let other = typeName(of: value, at: level), let cast = ComparedTypes.cast(column: type, against: other),
      let condition = text.text(of: node), let written = text.text(of: value)
    else { return nil }
    let found = CastColumn(
      column: column.reference, condition: condition, type: type, castTo: cast, value: written,
      other: self.column(value, at: level)?.reference)
    return (found, value, false)
  }

  /// The type of an expression as far as it is known without the server; nil for a parameter or text, which take the
  /// column's.
  func typeName(of node: PostgresNode, at level: Int) -> String? {
    if let column = column(node, at: level) { return baseType(column.column) }
    if node.integerConstant != nil { return "int4" }
    if let decimal = node.decimalConstant {
      return decimal.allSatisfy(\.isNumber) && decimal.count < 19 ? "int8" : "numeric"
    }
    if let cast = node.cast { return cast.type }
    if let operation = node.operation, ["+", "-", "*", "/"].contains(operation.name) {
      let types = [typeName(of: operation.left, at: level), typeName(of: operation.right, at: level)]
      return types.contains("float8") ? "float8" : types.contains("numeric") ? "numeric" : nil
    }
    if let call = node.call { return Self.results[call.name] }
    guard let query = node.subquery, query.sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK,
      let select = query.subselect?.pointee.select_stmt?.pointee, select.n_target_list == 1,
      let target = PostgresList(select.target_list, 1)[0].pointee.res_target?.pointee.val
    else { return nil }
    return UnsafePointer(target).call.flatMap { Self.results[$0.name] }
  }

  /// Functions with one result for the arguments they are mostly called with.
  private static let results = ["extract": "numeric", "date_part": "float8", "random": "float8", "avg": "numeric"]

  /// The change that casts the value, and what it changes.
  fileprivate func castingValue(_ found: Found) -> (StatementText.Edit, String?)? {
    guard found.column.other == nil, !found.value.holdsQuery, !found.isList, let range = text.span(of: found.value)
    else {
      return nil
    }
    let type = ColumnType(found.column.type).short
    if let decimal = found.value.decimalConstant {
      guard let point = decimal.firstIndex(of: "."), decimal[point...].dropFirst().allSatisfy({ $0 == "0" }),
        ["int2", "int4", "int8"].contains(found.column.type)
      else { return nil }
      return (.init(range, String(decimal[..<point])), nil)
    }
    guard let cast = found.value.cast, cast.value.parameter != nil || cast.value.stringConstant != nil,
      let inner = text.text(of: cast.value)
    else { return nil }
    let isNumber = ["int2", "int4", "int8", "numeric"].contains(found.column.type)
    let note =
      isNumber
      ? "\(inner) must be a \(type): a value with a fraction is an error then, instead of equal to no row"
      : found.column.type == "citext" ? "upper and lower case are alike then, as everywhere for this column" : nil
    guard found.column.type != "bpchar" || cast.value.parameter != nil else { return nil }
    let blanks =
      found.column.type == "bpchar"
      ? "blanks at the end make no difference then"
      : found.column.type == "varchar" ? "blanks at the end make a difference then" : nil
    return (.init(range, "\(inner)::\(type == "char" ? "bpchar" : type)"), note ?? blanks)
  }
}
