internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
internal import SchemaModel

/// Conditions on what a value holds: elements of arrays, entries of JSON.
extension GuardedReading {
  /// `$1 = ANY(tags)`.
  func element(_ node: PostgresNode, _ written: String) -> GuardedCondition? {
    guard let expression = expression(node, PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY, "="),
      let column = session.column(expression.right, at: level), column.column.type.isArray
    else { return nil }
    return elements(column, [expression.left], written, "= ANY of an array")
  }

  /// `attributes @> '{"color": "red"}'`, `tags @> ARRAY[$1]`.
  func contained(_ left: PostgresNode, _ right: PostgresNode, _ written: String) -> GuardedCondition? {
    guard let column = session.column(left, at: level) else { return nil }
    let type = session.catalog.typeBeneathDomains(column.column.type)
    if type.isArray { return elements(column, right.arrayItems, written, "@> of an array") }
    guard type.name == "jsonb" else { return nil }
    var found = plain(column, "@> of jsonb", written)
    let value = right.stringConstant ?? right.cast?.value.stringConstant
    guard let value, let entry = JSONEntry(value) else { return found }
    let added = free("\(column.column.name)_\(entry.key.lowercased())", in: column.item.table)
    found.passage = .generated(
      column: added, type: "text", expression: "\(quoted(column)) ->> \(SQLLiteral.text(entry.key))")
    found.replacement = "\(qualified(added, column, left)) = \(SQLLiteral.text(entry.value))"
    return found
  }

  /// Each element a row of a table of its own.
  private func elements(
    _ column: NamedColumn, _ items: [PostgresNode], _ written: String, _ obstacle: String
  ) -> GuardedCondition {
    var found = plain(column, obstacle, written)
    let owner = column.item.table
    guard let key = owner.primaryKey?.columns, !items.isEmpty else { return found }
    var name = ObjectName("\(owner.name.name)_\(column.column.name)", schema: owner.name.schema)
    if isTaken(name) { name = ObjectName("\(name.name)_elements", schema: name.schema) }
    guard !isTaken(name) else { return found }
    found.passage = .elements(table: name, type: column.column.type.element)
    let alias = QuotedIdentifier.text(column.item.alias)
    let joined = key.map { "e.\(QuotedIdentifier.text($0)) = \(alias).\(QuotedIdentifier.text($0))" }
    let tests = items.compactMap { session.text.text(of: $0) }.map { value in
      "EXISTS (SELECT FROM \(QuotedIdentifier.text(name)) e WHERE \(joined.joined(separator: " AND ")) AND e.element = \(value))"
    }
    guard tests.count == items.count else { return found }
    found.replacement = tests.joined(separator: " AND ")
    return found
  }
}

/// A JSON object with one entry whose value is a text, as a query writes it.
private struct JSONEntry {
  var key: String
  var value: String

  init?(_ text: String) {
    guard let match = text.wholeMatch(of: /\s*\{\s*"([A-Za-z_][A-Za-z0-9_]*)"\s*:\s*"([^"\\]*)"\s*\}\s*/) else {
      return nil
    }
    key = String(match.1)
    value = String(match.2)
  }
}

extension PostgresNode {
  /// What stands between the brackets of `ARRAY[...]`, also one that is cast.
  fileprivate var arrayItems: [PostgresNode] {
    if kind == PG_QUERY__NODE__NODE_TYPE_CAST, let inner = pointee.type_cast?.pointee.arg {
      return UnsafePointer(inner).arrayItems
    }
    guard kind == PG_QUERY__NODE__NODE_A_ARRAY_EXPR, let array = pointee.a_array_expr?.pointee else { return [] }
    return Array(PostgresList(array.elements, array.n_elements))
  }
}
