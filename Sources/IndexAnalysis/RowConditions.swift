package import PlanModel
package import SchemaModel

/// What is known of the rows of one table that are looked for, held against the condition of a partial index.
package struct RowConditions: Sendable {
  /// Conditions that hold, in the form of `SQLTokens.conjuncts`, columns without their relation.
  private var facts: Set<[String]> = []
  private var notNull: Set<String> = []
  /// The constants a column may have.
  private var constants: [String: Set<String>] = [:]

  /// Rows found by equality on columns, such as those a foreign key looks for.
  package init(notNull columns: [String]) { notNull = Set(columns) }

  /// Rows of `table` that a query wants.
  package init(_ shape: QueryShape, on table: ObjectName) {
    for predicate in shape.predicates
    where predicate.column.table == table && !predicate.isAlternative && predicate.function == nil {
      let column = predicate.column.column
      if Self.refusesNull(predicate) { notNull.insert(column) }
      if predicate.comparison == .isNull { facts.insert([column, "is", "null"]) }
      if let constant = predicate.constant, !predicate.operator.contains("DISTINCT") {
        switch predicate.comparison {
        case .equality: constants[column] = [Self.plain(constant)]
        case .membership: constants[column] = Set(SQLTokens(constant).tokens.filter { $0 != "," })
        default: break
        }
      }
    }
    for join in shape.joins {
      for side in [join.left, join.right] where side.table == table { notNull.insert(side.column) }
    }
    let aliases = Set(shape.relations.filter { $0.name == table }.map { $0.alias.lowercased() })
    for condition in shape.conditions {
      facts.formUnion(SQLTokens(condition).conjuncts.compactMap { Self.bare($0, of: aliases) })
    }
  }

  /// Whether every such row fulfils the condition; true without one.
  package func imply(_ condition: SQLExpression?) -> Bool {
    guard let condition else { return true }
    return SQLTokens(condition.sql).conjuncts.allSatisfy(implies)
  }

  private func implies(_ conjunct: [String]) -> Bool {
    if facts.contains(conjunct) { return true }
    guard let condition = ColumnCondition(conjunct) else { return false }
    let known = constants[condition.column] ?? []
    switch condition.kind {
    case .notNull: return notNull.contains(condition.column)
    case .isNull: return false
    case .among(let values): return !known.isEmpty && known.isSubset(of: values)
    case .not(let value): return !known.isEmpty && !known.contains(value)
    }
  }

  /// Whether a row without a value can not pass.
  private static func refusesNull(_ predicate: QueryShape.Predicate) -> Bool {
    switch predicate.comparison {
    case .isNull, .other: false
    default: !predicate.operator.contains("DISTINCT") && predicate.operator != "IS"
    }
  }

  private static func plain(_ constant: String) -> String { SQLTokens(constant).tokens.joined(separator: " ") }

  /// The condition without `alias.`; nil when it speaks of another relation.
  private static func bare(_ conjunct: [String], of aliases: Set<String>) -> [String]? {
    var result: [String] = []
    for token in conjunct {
      guard token == "." else {
        result.append(token)
        continue
      }
      guard let alias = result.popLast(), aliases.contains(alias.lowercased()) else { return nil }
    }
    return result
  }
}

/// A condition on one column, as far as shares and implications know how to read it.
package struct ColumnCondition: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case isNull
    case notNull
    case among(Set<String>)
    case not(String)
  }

  package var column: String
  package var kind: Kind

  /// `conjunct` as `SQLTokens` gives it.
  package init?(_ conjunct: [String]) {
    guard let first = conjunct.first else { return nil }
    column = first
    let rest = Array(conjunct.dropFirst())
    switch rest.first {
    case nil: kind = .among(["true"])
    case "is" where rest == ["is", "null"]: kind = .isNull
    case "is" where rest == ["is", "not", "null"]: kind = .notNull
    case "=" where rest.count == 2: kind = .among([rest[1]])
    case "<>" where rest.count == 2: kind = .not(rest[1])
    case "in": kind = .among(Set(rest.dropFirst().filter { $0 != "," }))
    case "=" where rest.dropFirst().first == "any":
      kind = .among(Set(rest.filter { !["=", "any", "array", "[", "]", ","].contains($0) }))
    default:
      guard first == "not", rest.count == 1 else { return nil }
      column = rest[0]
      kind = .among(["false"])
    }
  }
}
