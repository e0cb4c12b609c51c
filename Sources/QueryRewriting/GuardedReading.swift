internal import CPostgresQuery
internal import SQLSyntax
internal import SQLWriting
internal import SchemaModel

/// Reads one condition of a query. Which operators are leakproof: pg_proc.proleakproof of PostgreSQL 15.
struct GuardedReading {
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
}
