package import SchemaModel

/// The table-level locks of PostgreSQL, spelt as `pg_locks` spells them, the weakest first.
package enum LockMode: String, Sendable, Hashable, CaseIterable, Comparable {
  case accessShare = "AccessShareLock"
  case rowShare = "RowShareLock"
  case rowExclusive = "RowExclusiveLock"
  case shareUpdateExclusive = "ShareUpdateExclusiveLock"
  case share = "ShareLock"
  case shareRowExclusive = "ShareRowExclusiveLock"
  case exclusive = "ExclusiveLock"
  case accessExclusive = "AccessExclusiveLock"

  package static func < (left: LockMode, right: LockMode) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What one statement does to relations: the locks that it takes by itself and holds to the end of its transaction, and the
/// work it does while it holds them.
package struct StatementEffect: Sendable, Hashable {
  /// One lock on one relation; a relation may have several.
  package struct Lock: Sendable, Hashable, Comparable {
    package var relation: ObjectName
    package var mode: LockMode

    package init(_ relation: ObjectName, _ mode: LockMode) {
      self.relation = relation
      self.mode = mode
    }

    package static func < (left: Lock, right: Lock) -> Bool {
      (left.relation, left.mode) < (right.relation, right.mode)
    }
  }

  /// Tables, indexes, views and sequences of user schemas, those that the statement creates included; by relation, then mode.
  package var locks: [Lock] = []
  /// Tables whose rows are written anew.
  package var rewrites: [ObjectName] = []
  /// Tables whose rows are read to prove a constraint.
  package var scans: [ObjectName] = []
  /// Indexes that are built or built anew.
  package var builds: [ObjectName] = []
  /// Whether it may stand in a transaction block.
  package var isTransactional = true

  package init() {}
}
