/// A condition of a policy as PostgreSQL's parser reads it, cut down to what tells who passes.
package indirect enum ConditionTerm: Hashable, Sendable {
  /// A string or number.
  case constant(String)
  case truth(Bool)
  case null
  /// The parts of the name: a table or alias before the column.
  case column([String])
  case call(ConditionCall)
  case cast(ConditionTerm, ConditionCast)
  /// Every operator by its name; `IN (a, b)` is `=` of more than two, `LIKE` is `~~`.
  case operation(String, [ConditionTerm])
  case all([ConditionTerm])
  case any([ConditionTerm])
  case not(ConditionTerm)
  case nullTest(ConditionTerm, isNull: Bool)
  case subquery(ConditionQuery)
  /// Whatever else holds other terms.
  case other([ConditionTerm])

  package var children: [ConditionTerm] {
    switch self {
    case .constant, .truth, .null, .column: []
    case .call(let call): call.arguments
    case .cast(let term, _), .not(let term), .nullTest(let term, _): [term]
    case .operation(_, let terms), .all(let terms), .any(let terms), .other(let terms): terms
    case .subquery(let query): (query.tested.map { [$0] } ?? []) + query.terms
    }
  }

  /// The parts that AND joins.
  package var conjuncts: [ConditionTerm] {
    if case .all(let terms) = self { terms.flatMap(\.conjuncts) } else { [self] }
  }

  /// The parts that OR joins.
  package var alternatives: [ConditionTerm] {
    if case .any(let terms) = self { terms.flatMap(\.alternatives) } else { [self] }
  }

  /// The term and everything in it, parents first.
  package var parts: [ConditionTerm] { [self] + children.flatMap(\.parts) }

  /// The term beneath casts, and beneath `(SELECT term)`.
  package var bare: ConditionTerm {
    switch self {
    case .cast(let term, _): term.bare
    case .subquery(let query): query.single?.bare ?? self
    default: self
    }
  }

  package var holdsQuery: Bool { parts.contains { if case .subquery = $0 { true } else { false } } }

  package var queries: [ConditionQuery] {
    parts.compactMap { if case .subquery(let query) = $0 { query } else { nil } }
  }

  package var calls: [ConditionCall] { parts.compactMap { if case .call(let call) = $0 { call } else { nil } } }

  /// Columns outside of subqueries: those of the policy's own table.
  package var ownColumns: [String] {
    switch self {
    case .column(let parts): parts.last.map { [$0] } ?? []
    case .subquery(let query): query.tested?.ownColumns ?? []
    default: children.flatMap(\.ownColumns)
    }
  }
}

/// A call of a function; `nullif`, `coalesce` and `current_user` are calls as well.
package struct ConditionCall: Hashable, Sendable {
  /// With its schema when it was written with one.
  package var path: [String]
  package var arguments: [ConditionTerm]
  package var sql: String

  package var name: String { path.last ?? "" }
}

package struct ConditionCast: Hashable, Sendable {
  /// As `pg_type` names it, with its schema when it has one that is not searched anyway.
  package var type: String
  package var isArray: Bool
  package var sql: String
}

/// A subquery.
package struct ConditionQuery: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case value
    case exists
    /// `x IN (SELECT ...)`, `x = ANY (SELECT ...)`.
    case list
    /// In FROM, or in another way that is none of a condition's.
    case source
  }

  package struct Relation: Hashable, Sendable {
    /// nil when the name was written without one.
    package var schema: String?
    package var name: String
    package var alias: String?
    /// Whether it is the result of a WITH.
    package var isCommon = false
  }

  package var kind: Kind
  /// What `IN` compares.
  package var tested: ConditionTerm?
  package var relations: [Relation]
  /// Its expressions, those of the SELECT list first.
  package var terms: [ConditionTerm]
  /// The condition of its WHERE.
  package var condition: ConditionTerm?
  package var sql: String

  /// The value of a SELECT that reads no table.
  package var single: ConditionTerm? {
    kind == .value && relations.isEmpty && terms.count == 1 ? terms[0] : nil
  }
}
