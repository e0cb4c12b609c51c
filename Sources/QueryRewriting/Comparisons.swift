internal import CPostgresQuery
internal import SQLSyntax
internal import SchemaModel

/// A comparison that a statement's rows must pass: never beneath NOT, so that false and NULL are alike.
struct Comparison {
  var node: PostgresNode
  /// The position of its query.
  var level: Int
  /// With the column's side on the left.
  var sign: String
  var left: PostgresNode
  var right: PostgresNode
  /// Whether it is one of the parts of an OR.
  var isAlternative: Bool

  /// The other side's view of a sign.
  static func flipped(_ sign: String) -> String { mirrored[sign] ?? sign }

  private static let mirrored = ["<": ">", ">": "<", "<=": ">=", ">=": "<="]
  static let signs: Set<String> = ["=", "<", ">", "<=", ">="]
}

extension RewritingSession {
  /// Every condition of every query of the statement, taken apart at AND and OR.
  var conditions: [(level: Int, node: PostgresNode, isAlternative: Bool)] {
    levels.levels.enumerated().flatMap { position, level in
      level.conditions.flatMap { condition in
        condition.conjuncts.flatMap { parts(of: $0, at: position, isAlternative: false) }
      }
    }
  }

  private func parts(
    of node: PostgresNode, at level: Int, isAlternative: Bool
  ) -> [(level: Int, node: PostgresNode, isAlternative: Bool)] {
    let alternatives = node.alternatives
    guard alternatives.count > 1 else { return [(level, node, isAlternative)] }
    return alternatives.flatMap { part in
      part.conjuncts.flatMap { parts(of: $0, at: level, isAlternative: true) }
    }
  }

  /// Comparisons by `=`, `<` and their kin whose one side holds a column and whose other side holds none of the same query.
  var comparisons: [Comparison] {
    conditions.flatMap { level, node, isAlternative -> [Comparison] in
      if let range = node.between, !range.value.holdsQuery, range.value.holdsColumn, !range.from.holdsColumn,
        !range.to.holdsColumn
      {
        return [(">=", range.from), ("<=", range.to)].map { sign, bound in
          Comparison(
            node: node, level: level, sign: sign, left: range.value, right: bound, isAlternative: isAlternative)
        }
      }
      guard let operation = node.operation, Comparison.signs.contains(operation.name) else { return [] }
      let isLeft = operation.left.holdsColumn
      guard isLeft != operation.right.holdsColumn, !operation.left.holdsQuery, !operation.right.holdsQuery else {
        return []
      }
      return [
        Comparison(
          node: node, level: level, sign: isLeft ? operation.name : Comparison.flipped(operation.name),
          left: isLeft ? operation.left : operation.right, right: isLeft ? operation.right : operation.left,
          isAlternative: isAlternative)
      ]
    }
  }
}

extension RewritingSession {
  /// Whether no row of the outermost query has NULL there: a condition of its WHERE or inner joins lets none pass.
  func isNeverNull(_ column: NamedColumn) -> Bool {
    outermost.conditions.flatMap(\.conjuncts).contains { part in
      part.strictOperands.contains { node in
        self.column(node).map { $0.reference == column.reference && $0.item.alias == column.item.alias } ?? false
      }
    }
  }
}

extension PostgresNode {
  /// The sides of a condition that is never true when one of them is NULL.
  fileprivate var strictOperands: [PostgresNode] {
    if let operation, Comparison.signs.union(["<>"]).contains(operation.name) {
      return [operation.left, operation.right]
    }
    if let between { return [between.value] }
    if kind == PG_QUERY__NODE__NODE_NULL_TEST, let test = pointee.null_test?.pointee, let argument = test.arg {
      return test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NOT_NULL ? [PostgresNode(argument)] : []
    }
    guard kind == PG_QUERY__NODE__NODE_A_EXPR, let expression = pointee.a_expr?.pointee, let left = expression.lexpr
    else { return [] }
    let kinds = [
      PG_QUERY__A__EXPR__KIND__AEXPR_IN, PG_QUERY__A__EXPR__KIND__AEXPR_LIKE, PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE,
    ]
    return kinds.contains(expression.kind) ? [PostgresNode(left)] : []
  }

  /// `value BETWEEN from AND to`.
  var between: (value: PostgresNode, from: PostgresNode, to: PostgresNode)? {
    guard kind == PG_QUERY__NODE__NODE_A_EXPR, let expression = pointee.a_expr?.pointee,
      expression.kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN, let value = expression.lexpr,
      let bounds = expression.rexpr.map({ UnsafePointer($0).items }), bounds.count == 2
    else { return nil }
    return (UnsafePointer(value), bounds[0], bounds[1])
  }
}
