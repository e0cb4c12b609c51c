internal import CPostgresQuery
internal import PlanModel
internal import SQLSyntax
internal import SchemaModel

/// WHERE and ON: what they filter and what they join.
extension QueryWalker {
  mutating func condition(_ node: UnsafeMutablePointer<PgQuery__Node>?) {
    guard let node else { return }
    visit(UnsafePointer(node))
    for conjunct in conjuncts(of: UnsafePointer(node)) {
      let joined = (shape.joins.count, shape.predicates.count { $0.isJoined })
      filter(conjunct, isAlternative: false)
      guard joined == (shape.joins.count, shape.predicates.count { $0.isJoined }), !holdsSubquery(conjunct),
        let text = text(of: conjunct), !shape.conditions.contains(text)
      else { continue }
      shape.conditions.append(text)
    }
  }

  /// The parts that AND joins, in the order of the text.
  private func conjuncts(of node: PostgresNode) -> [PostgresNode] {
    guard node.kind == PG_QUERY__NODE__NODE_BOOL_EXPR, let expression = node.pointee.bool_expr,
      expression.pointee.boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR
    else { return [node] }
    return PostgresList(expression.pointee.args, expression.pointee.n_args).flatMap { conjuncts(of: $0) }
  }

  /// A condition as SQL. What a cast is of keeps its parentheses.
  private func text(of node: PostgresNode) -> String? {
    guard node.kind == PG_QUERY__NODE__NODE_A_EXPR, let expression = node.pointee.a_expr?.pointee,
      expression.kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP, let left = expression.lexpr, let right = expression.rexpr,
      let cast = left.pointee.node_case == PG_QUERY__NODE__NODE_TYPE_CAST ? left.pointee.type_cast : nil,
      let inner = cast.pointee.arg, inner.pointee.node_case == PG_QUERY__NODE__NODE_FUNC_CALL,
      let call = parser.sql(ofExpression: UnsafePointer(inner)), call.contains(" AT TIME ZONE "),
      let value = parser.sql(ofExpression: UnsafePointer(right)), let type = typeName(cast)
    else { return parser.sql(ofExpression: node) }
    let name = PostgresList(expression.name, expression.n_name).strings.last ?? ""
    return "(\(call))::\(type) \(name) \(value)"
  }

  private func holdsSubquery(_ node: PostgresNode) -> Bool {
    var found = false
    forEach(node) { if $0.kind == PG_QUERY__NODE__NODE_SUB_LINK { found = true } }
    return found
  }

  private mutating func filter(_ node: PostgresNode, isAlternative: Bool) {
    let value = node.pointee
    switch node.kind {
    case PG_QUERY__NODE__NODE_BOOL_EXPR: value.bool_expr.map { boolean($0.pointee, isAlternative: isAlternative) }
    case PG_QUERY__NODE__NODE_A_EXPR: value.a_expr.map { comparison($0.pointee, isAlternative: isAlternative) }
    case PG_QUERY__NODE__NODE_NULL_TEST:
      guard let test = value.null_test?.pointee, let arg = test.arg else { return }
      let isNull = test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL
      add(operand(UnsafePointer(arg)), isNull ? .isNull : .isNotNull, isNull ? "IS NULL" : "IS NOT NULL", isAlternative)
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
      guard let test = value.boolean_test?.pointee, let arg = test.arg else { return }
      switch test.booltesttype {
      case PG_QUERY__BOOL_TEST_TYPE__IS_TRUE: add(operand(UnsafePointer(arg)), .equality, "IS", isAlternative, "true")
      case PG_QUERY__BOOL_TEST_TYPE__IS_FALSE: add(operand(UnsafePointer(arg)), .equality, "IS", isAlternative, "false")
      default: add(operand(UnsafePointer(arg)), .other, "IS", isAlternative)
      }
    case PG_QUERY__NODE__NODE_COLUMN_REF: add(operand(node), .equality, "=", isAlternative, "true")
    case PG_QUERY__NODE__NODE_SUB_LINK: value.sub_link.map { subquery($0.pointee, isNegated: false, isAlternative) }
    default: add(operand(node), .other, "", isAlternative)
    }
  }

  private mutating func boolean(_ expression: PgQuery__BoolExpr, isAlternative: Bool) {
    let arguments = PostgresList(expression.args, expression.n_args)
    switch expression.boolop {
    case PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR:
      for node in arguments { filter(node, isAlternative: isAlternative) }
    case PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR:
      guard let node = arguments.first else { return }
      if node.kind == PG_QUERY__NODE__NODE_COLUMN_REF {
        add(operand(node), .equality, "=", isAlternative, "false")
      } else if node.kind == PG_QUERY__NODE__NODE_SUB_LINK, let link = node.pointee.sub_link {
        subquery(link.pointee, isNegated: true, isAlternative)
      } else {
        filter(node, isAlternative: true)
      }
    default:
      for node in arguments { filter(node, isAlternative: true) }
    }
  }

  /// `x IN (SELECT y ...)` joins x and y; NOT IN filters x.
  private mutating func subquery(_ link: PgQuery__SubLink, isNegated: Bool, _ isAlternative: Bool) {
    guard let test = link.testexpr else { return }
    let tested = operand(UnsafePointer(test))
    if isNegated { return add(tested, .notEqual, "NOT IN", true) }
    let given = subqueryOutputs[link.location]?.columns.first?.base
    if link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK, let given, let column = tested.bareColumn {
      shape.joins.append(.init(column, given))
    } else {
      add(tested, .other, PostgresList(link.oper_name, link.n_oper_name).strings.last ?? "IN", isAlternative)
    }
  }

  private mutating func comparison(_ expression: PgQuery__AExpr, isAlternative: Bool) {
    let name = PostgresList(expression.name, expression.n_name).strings.last ?? ""
    guard let left = expression.lexpr.map({ UnsafePointer($0) }),
      let right = expression.rexpr.map({ UnsafePointer($0) })
    else { return }
    if let pairs = rowPairs(left, right) {
      // Of `(a, b) < ($1, $2)` the first decides most rows; the rest only those where it is equal.
      let isEach = name == "="
      for (position, (left, right)) in pairs.enumerated() {
        compare(left, right, isEach || position == 0 ? Comparing(name) : Comparing(name, .other), isAlternative)
      }
      return
    }
    switch expression.kind {
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
      let isNegated = name == "<>"
      add(
        operand(left), isNegated ? .notEqual : .membership, isNegated ? "NOT IN" : "IN", isAlternative,
        listConstant(right))
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
      let isMembership = name == "=" && !operand(left).columns.isEmpty
      add(either(left, right), isMembership ? .membership : .other, "\(name) ANY", isAlternative)
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL:
      add(either(left, right), name == "<>" ? .notEqual : .other, "\(name) ALL", isAlternative)
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN, PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM:
      add(operand(left), .range, "BETWEEN", isAlternative)
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN, PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM:
      add(operand(left), .other, "NOT BETWEEN", isAlternative)
    case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT:
      compare(left, right, Comparing("IS DISTINCT FROM", .notEqual), isAlternative)
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT:
      compare(left, right, Comparing("IS NOT DISTINCT FROM", .equality), isAlternative)
    case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE, PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE:
      let word = expression.kind == PG_QUERY__A__EXPR__KIND__AEXPR_LIKE ? "LIKE" : "ILIKE"
      let isNegated = name.hasPrefix("!")
      compare(
        left, right, Comparing(isNegated ? "NOT \(word)" : word, isNegated ? .other : patternKind(right)), isAlternative
      )
    default: compare(left, right, Comparing(name), isAlternative)
    }
  }

  /// An operator and what it means for an index.
  private struct Comparing {
    var name: String
    var kind: QueryShape.Comparison

    init(_ name: String, _ kind: QueryShape.Comparison? = nil) {
      self.name = name
      self.kind = kind ?? Self.kinds[name] ?? .other
    }

    /// The same with the sides changed over.
    var flipped: Comparing { Comparing(Self.mirrored[name] ?? name, kind) }

    private static let kinds: [String: QueryShape.Comparison] = [
      "=": .equality, "<": .range, ">": .range, "<=": .range, ">=": .range, "<>": .notEqual, "!=": .notEqual,
      "@>": .contains, "<@": .contains, "?": .contains, "?|": .contains, "?&": .contains, "&&": .overlaps,
      "@@": .textSearch, "@@@": .textSearch,
    ]
    private static let mirrored: [String: String] = [
      "<": ">", ">": "<", "<=": ">=", ">=": "<=", "@>": "<@", "<@": "@>",
    ]
  }

  private mutating func compare(
    _ left: PostgresNode, _ right: PostgresNode, _ comparing: Comparing, _ isAlternative: Bool
  ) {
    let first = operand(left)
    let second = operand(right)
    if let one = first.bareColumn, let other = second.bareColumn {
      if comparing.kind == .equality, first.alias != second.alias, !isAlternative {
        shape.joins.append(.init(one, other))
      } else {
        add(first, .other, comparing.name, isAlternative)
        add(second, .other, comparing.flipped.name, isAlternative)
      }
    } else if !first.columns.isEmpty, !second.columns.isEmpty {
      add(first, .other, comparing.name, isAlternative)
      add(second, .other, comparing.flipped.name, isAlternative)
    } else if !first.columns.isEmpty {
      add(first, comparing.kind, comparing.name, isAlternative, second.constant, against: second)
    } else {
      // ANY can not stand on the left, so a parameter there is not remembered.
      var given = first
      given.parameterOffset = nil
      add(second, comparing.kind, comparing.flipped.name, isAlternative, first.constant, against: given)
    }
  }

  /// `(a, b) < ($1, $2)`, side by side.
  private func rowPairs(_ left: PostgresNode, _ right: PostgresNode) -> [(PostgresNode, PostgresNode)]? {
    guard left.kind == PG_QUERY__NODE__NODE_ROW_EXPR, right.kind == PG_QUERY__NODE__NODE_ROW_EXPR else { return nil }
    let first = children(of: left)
    let second = children(of: right)
    return first.count == second.count ? Array(zip(first, second)) : nil
  }

  private func either(_ left: PostgresNode, _ right: PostgresNode) -> Operand {
    let first = operand(left)
    return first.columns.isEmpty ? operand(right) : first
  }

  private mutating func add(
    _ operand: Operand, _ kind: QueryShape.Comparison, _ name: String, _ isAlternative: Bool, _ constant: String? = nil,
    against other: Operand = Operand()
  ) {
    for column in operand.columns {
      var predicate = QueryShape.Predicate(
        column, operand.isSealed ? .other : kind, operator: name, constant: constant, function: operand.function)
      predicate.isAlternative = isAlternative
      predicate.expression = operand.expression
      predicate.isJoined = other.isComputed
      predicate.alias = operand.alias
      if isOutermostWhere, operand.bareColumn != nil, name == "=" { predicate.parameterOffset = other.parameterOffset }
      shape.predicates.append(predicate)
    }
  }
}
