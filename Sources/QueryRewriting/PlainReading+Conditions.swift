internal import CPostgresQuery
internal import SQLSyntax
internal import SchemaModel

extension PlainReader {
  /// The table that the rows are of, and those that its foreign keys lead to.
  func tables() throws(BeyondPlain) -> (QueryLevel.Item, [PlainQuery.Parent])? {
    let level = session.outermost
    guard let main = level.items.first else { return nil }
    guard level.isPlain, !level.isMerging else { throw BeyondPlain("a view or subquery in FROM") }
    let pairs = UniqueOrder.equalities(session)
    var parents: [PlainQuery.Parent] = []
    for item in level.items.dropFirst() {
      let known = [main.alias] + parents.map(\.alias)
      let found = level.items.lazy.filter { known.contains($0.alias) }.compactMap { child in
        child.table.foreignKeys.first { key in
          key.target == item.table.name && isJoined(key, child.alias, item, pairs)
        }.map {
          PlainQuery.Parent(
            alias: item.alias, table: item.table.name, child: child.alias, foreignKey: $0.name,
            isOptional: item.isOptional)
        }
      }.first
      guard let found else { throw BeyondPlain("a join that multiplies rows or follows no foreign key") }
      let key = level.items.first { $0.alias == found.child }?.table.foreignKeys.first { $0.name == found.foreignKey }
      let mayBeNull = key?.columns.contains { column in
        level.items.first { $0.alias == found.child }?.table.columns[column]?.isNullable != false
      }
      if !item.isOptional, mayBeNull != false { throw BeyondPlain("a join that leaves out rows without a parent") }
      parents.append(found)
    }
    let joined = level.items.dropFirst().reduce(0) { sum, item in
      sum
        + (parents.first { $0.alias == item.alias }.flatMap { parent in
          level.items.first { $0.alias == parent.child }?.table.foreignKeys.first { $0.name == parent.foreignKey }
        }?.columns.count ?? 0)
    }
    let ons = level.conditions.filter { $0 != session.condition } + session.optionalConditions
    let written = ons.flatMap(\.conjuncts).count
    if written > joined { throw BeyondPlain("a condition in ON besides the key") }
    return (main, parents)
  }

  private func isJoined(
    _ key: ForeignKey, _ child: String, _ parent: QueryLevel.Item, _ pairs: [UniqueOrder.Equality]
  ) -> Bool {
    let targets = key.targetColumns.isEmpty ? parent.table.primaryKey?.columns ?? [] : key.targetColumns
    guard targets.count == key.columns.count else { return false }
    return zip(key.columns, targets).allSatisfy { column, target in
      pairs.contains { pair in
        guard let other = pair.other else { return false }
        let sides = [(pair.column, other), (other, pair.column)]
        return sides.contains { own, their in
          own.item.alias == child && own.column.name == column && their.item.alias == parent.alias
            && their.column.name == target
        }
      }
    }
  }

  func conditions(_ node: PostgresNode?) throws(BeyondPlain) -> [PlainQuery.Condition] {
    var found: [PlainQuery.Condition] = []
    for part in node?.conjuncts ?? [] {
      if let between = part.between, let column = field(between.value) {
        found.append(.compare(column, ">=", try value(between.from)))
        found.append(.compare(column, "<=", try value(between.to)))
      } else {
        found.append(try condition(part))
      }
    }
    return found
  }

  private func condition(_ node: PostgresNode) throws(BeyondPlain) -> PlainQuery.Condition {
    let alternatives = node.alternatives
    if alternatives.count > 1 {
      var parts: [[PlainQuery.Condition]] = []
      for part in alternatives { parts.append(try conditions(part)) }
      return .any(parts)
    }
    if let column = field(node) { return .compare(column, "=", .boolean(true)) }
    if let negated = node.negated {
      if let column = field(negated) { return .compare(column, "=", .boolean(false)) }
      throw BeyondPlain(negated.holdsQuery ? "a subquery" : "NOT before a condition")
    }
    if node.kind == PG_QUERY__NODE__NODE_NULL_TEST, let test = node.pointee.null_test?.pointee, let argument = test.arg,
      let column = field(PostgresNode(argument))
    {
      let isNull = test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL
      return .compare(column, isNull ? "=" : "<>", .null)
    }
    if node.holdsQuery { throw BeyondPlain("a subquery") }
    return try comparison(node)
  }

  private func comparison(_ node: PostgresNode) throws(BeyondPlain) -> PlainQuery.Condition {
    guard node.kind == PG_QUERY__NODE__NODE_A_EXPR, let expression = node.pointee.a_expr?.pointee,
      let left = expression.lexpr.map({ PostgresNode($0) }), let right = expression.rexpr.map({ PostgresNode($0) }),
      let name = PostgresList(expression.name, expression.n_name).strings.last
    else { throw BeyondPlain("a computed condition") }
    if left.kind == PG_QUERY__NODE__NODE_ROW_EXPR { throw BeyondPlain("a comparison of rows") }
    switch expression.kind {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP where Comparison.signs.contains(name) || name == "<>":
      if left.isNullConstant || right.isNullConstant { throw BeyondPlain("a comparison with NULL") }
      if let column = field(left) { return .compare(column, name, try value(right)) }
      if let column = field(right) { return .compare(column, Comparison.flipped(name), try value(left)) }
      throw BeyondPlain("a function or sum of a column in a condition")
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
      guard let column = field(left) else { throw BeyondPlain("a function or sum of a column in a condition") }
      var values: [PlainQuery.Value] = []
      for item in right.items { values.append(try value(item)) }
      return .oneOf(column, values, isNegated: name == "<>")
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY where name == "=":
      guard let column = field(left) else { throw BeyondPlain("a condition on an array") }
      return .anyOf(column, try value(right))
    case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE where name == "~~",
      PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE where name == "~~*":
      guard let column = field(left), let (value, place) = pattern(right) else { throw BeyondPlain("a LIKE pattern") }
      return .contains(column, value, place, isInsensitive: name == "~~*")
    default: throw BeyondPlain("the operator \(name)")
    }
  }

  /// `'%' || $1 || '%'` and constants with `%` at the ends only.
  private func pattern(_ node: PostgresNode) -> (PlainQuery.Value, PlainQuery.Place)? {
    if let text = node.stringConstant {
      let inner = text.drop { $0 == "%" }.reversed().drop { $0 == "%" }.reversed()
      guard !inner.isEmpty, !inner.contains(where: { "%_\\".contains($0) }) else { return nil }
      return place(text.hasPrefix("%"), text.hasSuffix("%")).map { (.string(String(inner)), $0) }
    }
    guard let outer = node.operation, outer.name == "||" else { return nil }
    if let number = outer.left.parameter, outer.right.stringConstant == "%" { return (.parameter(number), .beginning) }
    if outer.left.stringConstant == "%", let number = outer.right.parameter { return (.parameter(number), .end) }
    guard let inner = outer.left.operation, inner.name == "||", inner.left.stringConstant == "%",
      let number = inner.right.parameter, outer.right.stringConstant == "%"
    else { return nil }
    return (.parameter(number), .anywhere)
  }

  private func place(_ isOpenBefore: Bool, _ isOpenAfter: Bool) -> PlainQuery.Place? {
    switch (isOpenBefore, isOpenAfter) {
    case (true, true): .anywhere
    case (false, true): .beginning
    case (true, false): .end
    default: nil
    }
  }

  private func field(_ node: PostgresNode) -> PlainQuery.Field? {
    session.column(node).map { .init(alias: $0.item.alias, column: $0.column.name) }
  }
}
