internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
internal import SchemaModel

/// The pieces that the texts of conditions are made of.
extension GuardedReading {
  func plain(_ column: NamedColumn, _ obstacle: String, _ written: String) -> GuardedCondition {
    GuardedCondition(column: column.reference, condition: written, obstacle: obstacle)
  }

  func constant(_ node: PostgresNode) -> Bool {
    node.stringConstant != nil || node.cast.map { $0.value.stringConstant != nil } ?? false
  }

  func quoted(_ column: NamedColumn) -> String { QuotedIdentifier.text(column.column.name) }

  /// Another column of the same table, qualified as the one that is written.
  func qualified(_ name: String, _ column: NamedColumn, _ node: PostgresNode) -> String {
    let fields = node.pointee.column_ref.map { PostgresList($0.pointee.fields, $0.pointee.n_fields).count } ?? 1
    let text = QuotedIdentifier.text(name)
    return fields > 1 ? "\(QuotedIdentifier.text(column.item.alias)).\(text)" : text
  }

  /// The same without the table's alias.
  func bare(_ expression: String, _ column: NamedColumn) -> String {
    session.text.withExpression(expression) { copy in
      PostgresTree.dropQualifiers([column.item.alias], in: copy)
      return session.text.parser.sql(ofExpression: copy)
    } ?? expression
  }

  /// A value without columns as one of a type, which a parameter takes on by itself where nothing is said.
  func text(of value: PostgresNode, as type: String) -> String? {
    guard let written = session.text.text(of: value) else { return nil }
    if value.parameter != nil { return type == "text" ? written : "\(written)::\(type)" }
    if value.cast != nil, type == "text" { return "\(written)::text" }
    return written
  }

  func free(_ name: String, in table: Table) -> String {
    var name = name
    while table.columns.contains(name) { name += "_" }
    return name
  }

  /// Whether a table, view or index is called so: they share their names.
  func isTaken(_ name: ObjectName) -> Bool {
    let catalog = session.catalog
    return catalog.tables[name] != nil || catalog.views[name] != nil
      || catalog.tables.contains { table in
        table.name.schema == name.schema
          && (table.indexes.contains { $0.name == name.name } || table.keys.contains { $0.name == name.name })
      }
  }

  func expression(
    _ node: PostgresNode, _ kind: PgQuery__AExprKind, _ name: String
  ) -> (left: PostgresNode, right: PostgresNode)? {
    guard node.kind == PG_QUERY__NODE__NODE_A_EXPR, let expression = node.pointee.a_expr?.pointee,
      expression.kind == kind, PostgresList(expression.name, expression.n_name).strings.last == name,
      let left = expression.lexpr, let right = expression.rexpr
    else { return nil }
    return (UnsafePointer(left), UnsafePointer(right))
  }
}
