internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
package import SchemaModel

/// A condition whose operator is not leakproof: under row-level security it is asked only of rows that a policy has
/// passed, and no index is entered by it.
package struct GuardedCondition: Sendable, Hashable {
  /// What the same rows can be found by before the policy.
  package enum Passage: Sendable, Hashable {
    /// A generated column, stored, that is compared instead.
    case generated(column: String, type: String, expression: String)
    /// The column itself, by another operator and in that collation.
    case collated(String)
    /// A table with a row for each element of the array.
    case elements(table: ObjectName, type: ColumnType)
    /// The rows of one constant condition, in an index of their own; the query stays as it is.
    case partial(condition: String)
  }

  package var column: ColumnReference
  /// The comparison, as it is written.
  package var condition: String
  /// What is not leakproof: `= of numeric`, `LIKE`, `lower()`, `@> of jsonb`.
  package var obstacle: String
  /// nil where nothing is known to pass.
  package var passage: Passage?
  /// What the query says instead; nil where it stays or nothing is known.
  package var replacement: String?
  /// What differs.
  package var note: String?
}

extension QueryRewriter {
  /// Conditions on tables with policies that no index is entered by, and the query with others that one is.
  package func passingPolicies(
    _ sql: String, isGuarded: (ObjectName) -> Bool
  ) -> (conditions: [GuardedCondition], rewrite: Rewrite?)? {
    read(sql) { session in
      var found: [GuardedCondition] = []
      var edits: [StatementText.Edit] = []
      for (level, node, isAlternative) in session.conditions where !isAlternative {
        guard let condition = GuardedReading(session, level).condition(node), isGuarded(condition.column.table) else {
          continue
        }
        found.append(condition)
        guard let replacement = condition.replacement, let range = session.text.span(of: node) else { continue }
        edits.append(.init(range, replacement))
      }
      guard !found.isEmpty else { return nil }
      let sql = edits.isEmpty ? nil : session.text.edited(edits)
      return (found, sql.map { Rewrite(sql: $0, notes: found.compactMap(\.note)) })
    }
  }
}

/// Reads one condition of a query. Which operators are leakproof: pg_proc.proleakproof of PostgreSQL 15.
private struct GuardedReading {
  let session: RewritingSession
  let level: Int

  init(_ session: RewritingSession, _ level: Int) {
    self.session = session
    self.level = level
  }

  func condition(_ node: PostgresNode) -> GuardedCondition? {
    guard let written = session.text.text(of: node) else { return nil }
    if let found = pattern(node, written) ?? list(node, written) ?? element(node, written) { return found }
    guard let operation = node.operation else { return nil }
    if operation.name == "@>" { return contained(operation.left, operation.right, written) }
    guard Comparison.signs.contains(operation.name), operation.left.holdsColumn != operation.right.holdsColumn,
      !node.holdsQuery
    else { return nil }
    let isLeft = operation.left.holdsColumn
    let sign = isLeft ? operation.name : Comparison.flipped(operation.name)
    let column = isLeft ? operation.left : operation.right
    let value = isLeft ? operation.right : operation.left
    return compared(column, sign, value, written) ?? computed(column, sign, value, written)
  }

  // MARK: Kinds

  /// `total = $1` of a numeric, `status = $1` of an enumeration.
  private func compared(
    _ node: PostgresNode, _ sign: String, _ value: PostgresNode, _ written: String
  ) -> GuardedCondition? {
    guard let column = session.column(node, at: level) else { return nil }
    let type = session.catalog.typeBeneathDomains(column.column.type)
    guard !type.isArray else { return plain(column, "\(sign) of an array", written) }
    if let name = type.userType, let labels = session.catalog.enums[name]?.values {
      var found = plain(column, "\(sign) of the enumeration \(name.display)", written)
      guard sign == "=" else { return found }
      if constant(value) {
        found.passage = .partial(condition: bare(written, column))
        return found
      }
      let added = free("\(column.column.name)_text", in: column.item.table)
      let cases = labels.map(\.label).map { "WHEN \(SQLLiteral.text($0)) THEN \(SQLLiteral.text($0))" }.joined(
        separator: " ")
      found.passage = .generated(
        column: added, type: "text", expression: "CASE \(quoted(column)) \(cases) END")
      found.replacement = text(of: value, as: "text").map { "\(qualified(added, column, node)) = \($0)" }
      return found
    }
    guard type.name == "numeric" else { return nil }
    var found = plain(column, "\(sign) of numeric", written)
    guard let precision = type.modifiers.first.flatMap({ Int($0) }), precision <= 18,
      let scale = type.modifiers.count > 1 ? Int(type.modifiers[1]) : 0, (0...18).contains(scale)
    else { return found }
    let added = free("\(column.column.name)_units", in: column.item.table)
    let factor = scale == 0 ? "" : " * 1" + String(repeating: "0", count: scale)
    found.passage = .generated(
      column: added, type: "bigint", expression: "(\(quoted(column))\(factor))::bigint")
    found.replacement = text(of: value, as: "numeric").map {
      "\(qualified(added, column, node)) \(sign) (\($0)\(factor))::bigint"
    }
    found.note = "a value with more than \(scale) decimals is rounded before it is compared"
    return found
  }

  /// `lower(email) = $1`, for functions whose result never changes.
  private func computed(
    _ node: PostgresNode, _ sign: String, _ value: PostgresNode, _ written: String
  ) -> GuardedCondition? {
    guard let call = node.call, let argument = call.arguments.first(where: \.holdsColumn),
      let column = session.column(argument, at: level), sign == "=",
      Immutability(session, level).holds(node), let type = Self.results[call.name],
      let expression = session.text.parser.sql(ofExpression: node)
    else { return nil }
    var found = plain(column, "\(call.name)()", written)
    let added = free("\(column.column.name)_\(call.name)", in: column.item.table)
    found.passage = .generated(column: added, type: type, expression: bare(expression, column))
    found.replacement = session.text.text(of: value).map { "\(qualified(added, column, argument)) = \($0)" }
    return found
  }

  private static let results = [
    "lower": "text", "upper": "text", "initcap": "text", "btrim": "text", "md5": "text", "left": "text",
    "right": "text", "reverse": "text", "length": "integer", "jsonb_extract_path_text": "text",
  ]

  /// `name LIKE 'x%'`: `^@` is leakproof, and enters an index in the collation C.
  private func pattern(_ node: PostgresNode, _ written: String) -> GuardedCondition? {
    guard let expression = expression(node, PG_QUERY__A__EXPR__KIND__AEXPR_LIKE, "~~"),
      let column = session.column(expression.left, at: level)
    else { return nil }
    var beginning: String?
    if let text = expression.right.stringConstant {
      guard text.hasSuffix("%"), !text.hasPrefix("%"), !text.hasPrefix("_") else { return nil }
      let start = text.dropLast()
      if !start.contains(where: { "%_\\".contains($0) }) { beginning = SQLLiteral.text(String(start)) }
    } else if let joined = expression.right.operation, joined.name == "||", joined.right.stringConstant == "%",
      let parameter = joined.left.parameter
    {
      beginning = "$\(parameter)"
    } else {
      return nil
    }
    var found = plain(column, "LIKE", written)
    guard let beginning else { return found }
    found.passage = .collated("C")
    found.replacement = "\(qualified(column.column.name, column, expression.left)) ^@ \(beginning)"
    if beginning.hasPrefix("$") { found.note = "% and _ in \(beginning) stand for themselves" }
    return found
  }

  /// `status IN ('A', 'B')` of an enumeration.
  private func list(_ node: PostgresNode, _ written: String) -> GuardedCondition? {
    guard let expression = expression(node, PG_QUERY__A__EXPR__KIND__AEXPR_IN, "="),
      let column = session.column(expression.left, at: level),
      let name = session.catalog.typeBeneathDomains(column.column.type).userType,
      session.catalog.enums.contains(name), expression.right.items.allSatisfy(constant)
    else { return nil }
    var found = plain(column, "= of the enumeration \(name.display)", written)
    found.passage = .partial(condition: bare(written, column))
    return found
  }

  /// `$1 = ANY(tags)`.
  private func element(_ node: PostgresNode, _ written: String) -> GuardedCondition? {
    guard let expression = expression(node, PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY, "="),
      let column = session.column(expression.right, at: level), column.column.type.isArray
    else { return nil }
    return elements(column, [expression.left], written, "= ANY of an array")
  }

  /// `attributes @> '{"color": "red"}'`, `tags @> ARRAY[$1]`.
  private func contained(_ left: PostgresNode, _ right: PostgresNode, _ written: String) -> GuardedCondition? {
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

  // MARK: Words

  private func plain(_ column: NamedColumn, _ obstacle: String, _ written: String) -> GuardedCondition {
    GuardedCondition(column: column.reference, condition: written, obstacle: obstacle)
  }

  private func constant(_ node: PostgresNode) -> Bool {
    node.stringConstant != nil || node.cast.map { $0.value.stringConstant != nil } ?? false
  }

  private func quoted(_ column: NamedColumn) -> String { QuotedIdentifier.text(column.column.name) }

  /// Another column of the same table, qualified as the one that is written.
  private func qualified(_ name: String, _ column: NamedColumn, _ node: PostgresNode) -> String {
    let fields = node.pointee.column_ref.map { PostgresList($0.pointee.fields, $0.pointee.n_fields).count } ?? 1
    let text = QuotedIdentifier.text(name)
    return fields > 1 ? "\(QuotedIdentifier.text(column.item.alias)).\(text)" : text
  }

  /// The same without the table's alias.
  private func bare(_ expression: String, _ column: NamedColumn) -> String {
    session.text.withExpression(expression) { copy in
      PostgresTree.dropQualifiers([column.item.alias], in: copy)
      return session.text.parser.sql(ofExpression: copy)
    } ?? expression
  }

  /// A value without columns as one of a type, which a parameter takes on by itself where nothing is said.
  private func text(of value: PostgresNode, as type: String) -> String? {
    guard let written = session.text.text(of: value) else { return nil }
    if value.parameter != nil { return type == "text" ? written : "\(written)::\(type)" }
    if value.cast != nil, type == "text" { return "\(written)::text" }
    return written
  }

  private func free(_ name: String, in table: Table) -> String {
    var name = name
    while table.columns.contains(name) { name += "_" }
    return name
  }

  /// Whether a table, view or index is called so: they share their names.
  private func isTaken(_ name: ObjectName) -> Bool {
    let catalog = session.catalog
    return catalog.tables[name] != nil || catalog.views[name] != nil
      || catalog.tables.contains { table in
        table.name.schema == name.schema
          && (table.indexes.contains { $0.name == name.name } || table.keys.contains { $0.name == name.name })
      }
  }

  private func expression(
    _ node: PostgresNode, _ kind: PgQuery__AExprKind, _ name: String
  ) -> (left: PostgresNode, right: PostgresNode)? {
    guard node.kind == PG_QUERY__NODE__NODE_A_EXPR, let expression = node.pointee.a_expr?.pointee,
      expression.kind == kind, PostgresList(expression.name, expression.n_name).strings.last == name,
      let left = expression.lexpr, let right = expression.rexpr
    else { return nil }
    return (UnsafePointer(left), UnsafePointer(right))
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
