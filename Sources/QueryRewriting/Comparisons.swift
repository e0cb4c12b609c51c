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

extension PostgresNode {
  /// `value BETWEEN from AND to`.
  var between: (value: PostgresNode, from: PostgresNode, to: PostgresNode)? {
    guard kind == PG_QUERY__NODE__NODE_A_EXPR, let expression = pointee.a_expr?.pointee,
      expression.kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN, let value = expression.lexpr,
      let bounds = expression.rexpr.map({ UnsafePointer($0).items }), bounds.count == 2
    else { return nil }
    return (UnsafePointer(value), bounds[0], bounds[1])
  }
}
