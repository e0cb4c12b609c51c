package import Diagnostics

package struct View: CatalogObject {
  package var name: ObjectName
  package var isMaterialized = false
  /// The SELECT, without CREATE VIEW and without a final semicolon.
  package var query: String
  /// Column names given in the statement.
  package var columnAliases: [String] = []
  /// Defaults of columns: `ALTER VIEW ... ALTER COLUMN ... SET DEFAULT`.
  package var columnDefaults: [String: SQLExpression] = [:]
  /// `SET STATISTICS` of a materialised view's columns.
  package var columnStatistics: [String: Int] = [:]
  /// The index of a materialised view's `CLUSTER ON`.
  package var clusteredOn: String?
  /// Options such as `security_invoker=true`, `security_barrier=true`, `check_option=local`.
  package var options: [String: String] = [:]
  package var isRecursive = false
  /// `WITH NO DATA`.
  package var isPopulated = true
  package var indexes: [Index] = []
  package var triggers: [Trigger] = []
  package var rules: [RewriteRule] = []
  /// Fields an ORM declares for it (Prisma `view`).
  package var columns = NamedList<Column>()
  /// Tables and views the query reads, sorted.
  package var reads: [ObjectName] = []
  package var model: String?
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: ObjectName, query: String, span: SourceSpan? = nil) {
    self.name = name
    self.query = query
    self.span = span
  }
}

package struct SequenceOptions: Hashable, Sendable {
  package var type: ColumnType?
  package var start: Int?
  package var increment: Int?
  package var minimum: Int?
  package var maximum: Int?
  package var cache: Int?
  package var cycles = false
  /// The sequence's own name, when it was given.
  package var name: ObjectName?

  package init() {}
}

package struct DatabaseSequence: CatalogObject {
  package var name: ObjectName
  package var options = SequenceOptions()
  package var ownedBy: ColumnReference?
  package var isUnlogged = false
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: ObjectName, span: SourceSpan? = nil) {
    self.name = name
    self.span = span
  }
}

package struct ColumnReference: Hashable, Sendable, Comparable {
  package var table: ObjectName
  package var column: String

  package init(_ table: ObjectName, _ column: String) {
    self.table = table
    self.column = column
  }

  package var display: String { "\(table.display).\(column)" }

  package static func < (left: Self, right: Self) -> Bool { (left.table, left.column) < (right.table, right.column) }
}

/// A function or procedure. Overloads share a name, so functions are told apart by `signature`.
package struct Function: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case function = "FUNCTION"
    case procedure = "PROCEDURE"
    case aggregate = "AGGREGATE"
  }

  package enum Volatility: String, Hashable, Sendable {
    case volatile = "VOLATILE"
    case stable = "STABLE"
    case immutable = "IMMUTABLE"
  }

  package var name: ObjectName
  package var kind = Kind.function
  /// Input argument types as PostgreSQL prints them: `integer, text`.
  package var argumentTypes: [String]
  package var returns: String?
  package var language: String = "sql"
  package var volatility = Volatility.volatile
  package var isSecurityDefiner = false
  package var isLeakproof = false
  /// `SET` clauses: `search_path` to its value.
  package var settings: [String: String] = [:]
  /// The whole CREATE statement.
  package var sql: String
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: ObjectName, argumentTypes: [String], sql: String, span: SourceSpan? = nil) {
    self.name = name
    self.argumentTypes = argumentTypes
    self.sql = sql
    self.span = span
  }

  package var signature: String { "\(name.qualified)(\(argumentTypes.joined(separator: ", ")))" }
}

package struct Trigger: Hashable, Sendable {
  package enum Timing: String, Hashable, Sendable {
    case before = "BEFORE"
    case after = "AFTER"
    case insteadOf = "INSTEAD OF"
  }

  package var name: String
  package var timing: Timing
  /// `INSERT`, `UPDATE`, `DELETE`, `TRUNCATE`, in this order.
  package var events: [String]
  package var updateColumns: [String] = []
  package var isForEachRow: Bool
  package var condition: SQLExpression?
  package var function: ObjectName
  package var arguments: [String] = []
  package var isConstraint = false
  package var deferral = Deferral.notDeferrable
  /// The names of `REFERENCING OLD TABLE` and `NEW TABLE`.
  package var oldTable: String?
  package var newTable: String?
  /// The other table of a constraint trigger: `FROM`.
  package var constraintTable: ObjectName?
  /// `O` origin, `D` disabled, `R` replica, `A` always, as pg_trigger.tgenabled.
  package var enabled = "O"
  /// The whole CREATE statement.
  package var sql: String
  package var comment: String?
  package var span: SourceSpan?

  package init(
    _ name: String, _ timing: Timing, events: [String], forEachRow: Bool, function: ObjectName, sql: String,
    span: SourceSpan? = nil
  ) {
    self.name = name
    self.timing = timing
    self.events = events
    self.isForEachRow = forEachRow
    self.function = function
    self.sql = sql
    self.span = span
  }
}

package struct EventTrigger: CatalogObject {
  package var name: String
  /// As pg_event_trigger.evtenabled: `O` origin, `D` disabled, `R` replica, `A` always.
  package var enabled = "O"
  package var sql: String
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: String, sql: String, span: SourceSpan? = nil) {
    self.name = name
    self.sql = sql
    self.span = span
  }
}

package struct RewriteRule: Hashable, Sendable {
  package var name: String
  /// As pg_rewrite.ev_enabled: `O` origin, `D` disabled, `R` replica, `A` always.
  package var enabled = "O"
  package var sql: String
  package var comment: String?
  package var span: SourceSpan?

  package init(_ name: String, sql: String, span: SourceSpan? = nil) {
    self.name = name
    self.sql = sql
    self.span = span
  }
}
