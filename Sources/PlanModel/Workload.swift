package import Diagnostics
package import SchemaModel

/// A query the application sends.
package struct Query: Sendable {
  package var name: Located<String>
  package var sql: Located<String>?
  package var call: Located<String>?
  package var at: Located<String>?
  package var rate: Located<Rate>?
  package var peak: Located<Rate>?
  package var p95: Located<Duration>?
  package var p99: Located<Duration>?
  package var availability: Located<Share>?
  /// Runs once for each of those: the name of another query or of a thing.
  package var per: Located<String>?
  package var parameters: [(name: String, distribution: Located<String>)] = []
  package var staleness: Located<Duration>?
  package var cached: CacheRule?
  package var role: Located<String>?
  package var since: Located<String>?
  package var until: Located<String>?
  /// What the SQL says, when there is some and it parses.
  package var shape: QueryShape?
  /// Where the SQL is what the call means, as the plan gives none.
  package var meaning: CallMeaning?

  package init(name: Located<String>) { self.name = name }

  /// The rate that its service level must hold at: the peak, else the rate.
  package var busiest: Located<Rate>? { peak ?? rate }
}

/// What a call sends.
package struct CallMeaning: Sendable, Hashable {
  /// The variables that are the values of `$1`, `$2`, ... of the query's SQL.
  package var parameters: [String]
  /// Further statements, for rows of other tables.
  package var others: [String]

  package init(parameters: [String], others: [String]) {
    self.parameters = parameters
    self.others = others
  }
}

package struct CacheRule: Sendable {
  package var store: Located<String>?
  package var invalidatedBy: [Located<String>] = []

  package init() {}
}

package struct Transaction: Sendable {
  package var name: Located<String>
  package var runs: [Located<String>] = []
  package var rate: Located<Rate>?
  package var isolation: Located<String>?
  package var guardClause: Located<String>?
  package var retry: Located<Int>?
  /// How long it holds its connection.
  package var hold: Located<Duration>?
  package var because: Located<String>?

  package init(name: Located<String>) { self.name = name }
}

package struct Batch: Sendable {
  package var name: Located<String>
  package var table: Located<ObjectName>?
  package var rows: Located<Count>?
  package var every: Located<String>?
  package var within: Located<Duration>?
  package var mode: Located<String>?

  package init(name: Located<String>) { self.name = name }
}

package struct LoadProfile: Sendable {
  package var ramp: Located<Duration>?
  package var steady: Located<Duration>?
  /// As written: `5x for 2 min`.
  package var spike: Located<String>?
  package var stopWhen: Located<String>?

  package init() {}
}

/// What a query reads and writes, understood from its SQL.
package struct QueryShape: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case select = "SELECT"
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
    case other
  }

  /// One table or view named in the query; `alias` is how its columns are addressed.
  package struct Relation: Sendable, Hashable {
    package var name: ObjectName
    package var alias: String
    package var isWritten: Bool
    /// The inner side of an outer join, or read within a subquery of an expression: no query begins there.
    package var isOptional = false
    /// The view whose query reads it; the alias is then the view's.
    package var view: ObjectName?

    package init(_ name: ObjectName, alias: String, isWritten: Bool) {
      self.name = name
      self.alias = alias
      self.isWritten = isWritten
    }
  }

  package enum Comparison: String, Sendable, Hashable {
    case equality = "="
    case membership = "IN"
    case range
    case prefix = "LIKE 'x%'"
    case pattern = "LIKE '%x'"
    case isNull = "IS NULL"
    case isNotNull = "IS NOT NULL"
    case contains = "@>"
    case textSearch = "@@"
    case overlaps = "&&"
    case notEqual = "<>"
    case other
  }

  /// A condition on a column of one relation.
  package struct Predicate: Sendable, Hashable {
    package var column: ColumnReference
    package var comparison: Comparison
    /// The operator as written.
    package var `operator`: String
    /// A literal on the other side, as SQL; nil for a parameter or an expression.
    package var constant: String?
    /// The function around the column, e.g. `lower`; also an operator (`-`, `->>`) or a cast (`::date`).
    package var function: String?
    /// What is compared, where that is no column by itself, as an index writes it: without the relation's name.
    package var expression: String?
    /// Whether it stands beneath OR or NOT, so that by itself it excludes no row.
    package var isAlternative = false
    /// Whether the other side comes from rows of a subquery or function: it joins and does not filter.
    package var isJoined = false
    /// Where a parameter that is the whole right side stands in the text, in UTF-8 bytes; WHERE of the statement only.
    package var parameterOffset: Int?
    /// How the column's relation is called in the query.
    package var alias: String?

    package init(
      _ column: ColumnReference, _ comparison: Comparison, operator: String, constant: String? = nil,
      function: String? = nil
    ) {
      self.column = column
      self.comparison = comparison
      self.operator = `operator`
      self.constant = constant
      self.function = function
    }
  }

  package struct Join: Sendable, Hashable {
    package var left: ColumnReference
    package var right: ColumnReference

    package init(_ left: ColumnReference, _ right: ColumnReference) {
      self.left = left
      self.right = right
    }
  }

  package struct SortKey: Sendable, Hashable {
    package var column: ColumnReference?
    package var isDescending: Bool

    package init(_ column: ColumnReference?, isDescending: Bool) {
      self.column = column
      self.isDescending = isDescending
    }
  }

  package var kind: Kind
  package var relations: [Relation] = []
  package var predicates: [Predicate] = []
  package var joins: [Join] = []
  /// What WHERE and ON filter by, each condition once as it was written; joins are not among them.
  package var conditions: [String] = []
  package var sort: [SortKey] = []
  package var groupColumns: [ColumnReference] = []
  /// Whether LIMIT stands at the top level, and its value when it is a constant.
  package var hasLimit = false
  package var limit: Int?
  package var hasOffset = false
  package var selectsAll = false
  package var isAggregateOnly = false
  package var lockClause: String?
  /// What `FOR UPDATE OF` names; empty: all relations of the query.
  package var lockedAliases: [String] = []
  package var columnsReturned: [ColumnReference] = []
  package var columnsWritten: [ColumnReference] = []
  package var parameterCount = 0
  /// What ON CONFLICT names: columns and their condition, or a constraint.
  package var conflictColumns: [ColumnReference] = []
  package var conflictCondition: String?
  package var conflictConstraint: String?
  /// Where the first expression of the outermost SELECT and the number after its LIMIT stand, in UTF-8 bytes.
  package var targetOffset: Int?
  package var limitOffset: Int?

  package init(kind: Kind) { self.kind = kind }

  package var isRead: Bool { kind == .select }
}
