import CPostgresQuery
import SQLSyntax
import SchemaModel

/// A table whose CREATE or ALTER statement is being read: the columns are in place, the constraints wait until all
/// columns are known.
struct TableDraft {
  /// A constraint of the parse tree with what stands around it.
  struct Constraint {
    var node: UnsafePointer<PgQuery__Constraint>
    /// The column it was written on.
    var column: String?
    var deferral: Deferral

    init(_ node: UnsafePointer<PgQuery__Constraint>, column: String? = nil) {
      self.node = node
      self.column = column
      deferral = Self.deferral(node.pointee.deferrable != 0, node.pointee.initdeferred != 0)
    }

    static func deferral(_ isDeferrable: Bool, _ isDeferred: Bool) -> Deferral {
      isDeferred ? .initiallyDeferred : isDeferrable ? .initiallyImmediate : .notDeferrable
    }

    var name: String? { node.pointee.conname.text }
    var keys: [String] { column.map { [$0] } ?? PostgresList(node.pointee.keys, node.pointee.n_keys).strings }
    var includes: [String] { PostgresList(node.pointee.including, node.pointee.n_including).strings }
  }

  var table: Table
  var checks: [Constraint] = []
  var indexes: [Constraint] = []
  var foreignKeys: [Constraint] = []
  var likes: [UnsafePointer<PgQuery__TableLikeClause>] = []

  init(_ table: Table) { self.table = table }

  /// Files the constraints of another draft.
  mutating func take(_ other: TableDraft) {
    checks += other.checks
    indexes += other.indexes
    foreignKeys += other.foreignKeys
  }

  /// Files a constraint under its kind.
  mutating func add(_ constraint: Constraint) {
    switch constraint.node.pointee.contype {
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK: checks.append(constraint)
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY, PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE,
      PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
      indexes.append(constraint)
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN: foreignKeys.append(constraint)
    default: break
    }
  }
}
