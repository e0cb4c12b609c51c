import CPostgresQuery
import SQLSyntax

/// A condition made of comparisons of columns with constants; anything else in it is unknown.
indirect enum Condition: Hashable {
  case comparison(Comparison)
  case isNull(String)
  case isNotNull(String)
  case all([Condition])
  case any([Condition])
  case not(Condition)
  case unknown(String)

  /// Whether whoever meets this meets the other, as predtest.c finds it.
  func implies(_ other: Condition) -> Bool {
    switch (self, other) {
    case (_, .all(let parts)): return parts.allSatisfy(implies)
    case (.any(let parts), _): return parts.allSatisfy { $0.implies(other) }
    case (.all(let parts), .any(let options)):
      return options.contains { implies($0) } || parts.contains { $0.implies(other) }
    case (.all(let parts), .not(let inner)): return parts.contains { $0.implies(other) } || refutes(inner)
    case (.all(let parts), _): return parts.contains { $0.implies(other) }
    case (_, .any(let options)): return options.contains { implies($0) }
    case (.comparison(let left), .comparison(let right)): return left.implies(right)
    case (.not(let left), .not(let right)) where left == right: return true
    case (_, .not(let inner)): return refutes(inner)
    default: return self == other
    }
  }

  /// Whether nobody meets both.
  func refutes(_ other: Condition) -> Bool {
    switch (self, other) {
    case (.any(let parts), _): return parts.allSatisfy { $0.refutes(other) }
    case (.not(let inner), _) where other.implies(inner): return true
    case (_, .any(let options)): return options.allSatisfy(refutes)
    case (.all(let parts), .all(let others)):
      return parts.contains { $0.refutes(other) } || others.contains { refutes($0) }
    case (.all(let parts), _): return parts.contains { $0.refutes(other) }
    case (_, .all(let others)): return others.contains { refutes($0) }
    case (.comparison(let left), .comparison(let right)): return left.refutes(right)
    case (.isNull(let left), .isNotNull(let right)), (.isNotNull(let left), .isNull(let right)): return left == right
    case (.isNull(let left), .comparison(let right)): return left == right.column
    case (.comparison(let left), .isNull(let right)): return left.column == right
    case (_, .not(let inner)): return implies(inner)
    default: return false
    }
  }

  /// The one value that a column has in every row.
  func value(of column: String) -> Comparison.Value? {
    switch self {
    case .comparison(let comparison) where comparison.column == column && comparison.sign == "=": comparison.value
    case .all(let parts): parts.lazy.compactMap { $0.value(of: column) }.first
    default: nil
    }
  }

  init(_ node: PostgresNode) {
    switch node.kind {
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
      let expression = node.pointee.bool_expr.pointee
      let arguments = PostgresList(expression.args, expression.n_args).map { Condition($0) }
      switch expression.boolop {
      case PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR: self = .all(arguments)
      case PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR: self = .any(arguments)
      default: self = .not(.all(arguments))
      }
    case PG_QUERY__NODE__NODE_NULL_TEST:
      let test = node.pointee.null_test.pointee
      let column = test.arg.flatMap { Comparison.column(PostgresNode($0)) }
      let isNull = test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL
      self = column.map { isNull ? .isNull($0) : .isNotNull($0) } ?? .unknown("null test")
    case PG_QUERY__NODE__NODE_A_EXPR: self = Self.expression(node.pointee.a_expr.pointee)
    default: self = .unknown("\(UInt(bitPattern: node))")
    }
  }

  private static func expression(_ expression: PgQuery__AExpr) -> Condition {
    guard let left = expression.lexpr.map({ PostgresNode($0) }), let right = expression.rexpr.map({ PostgresNode($0) }),
      let sign = PostgresList(expression.name, expression.n_name).strings.last
    else { return .unknown("expression") }
    switch expression.kind {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP:
      if let column = Comparison.column(left), let value = Comparison.value(right) {
        return .comparison(Comparison(column, sign, value))
      }
      let turned = ["<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "<>": "<>"][sign]
      if let column = Comparison.column(right), let value = Comparison.value(left), let turned {
        return .comparison(Comparison(column, turned, value))
      }
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
      guard let column = Comparison.column(left) else { break }
      let values = right.items.map(Comparison.value)
      guard !values.contains(where: { $0 == nil }) else { break }
      let parts = values.compactMap { $0 }.map { Condition.comparison(Comparison(column, sign, $0)) }
      return sign == "=" ? .any(parts) : .all(parts)
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
      guard let column = Comparison.column(left), right.kind == PG_QUERY__NODE__NODE_A_ARRAY_EXPR else { break }
      let array = right.pointee.a_array_expr.pointee
      let values = PostgresList(array.elements, array.n_elements).map(Comparison.value)
      guard !values.contains(where: { $0 == nil }) else { break }
      return .any(values.compactMap { $0 }.map { .comparison(Comparison(column, sign, $0)) })
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
      guard let column = Comparison.column(left), right.items.count == 2, let low = Comparison.value(right.items[0]),
        let high = Comparison.value(right.items[1])
      else { break }
      return .all([.comparison(Comparison(column, ">=", low)), .comparison(Comparison(column, "<=", high))])
    default: break
    }
    return .unknown("expression")
  }
}
