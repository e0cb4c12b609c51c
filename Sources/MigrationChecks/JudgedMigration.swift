package import Diagnostics
package import MigrationReading
package import SchemaModel
package import StatementLocks

/// A migration with what each of its statements does to what is there before it.
package struct JudgedMigration: Sendable {
  package var migration: WrittenMigration
  package var statements: [JudgedStatement]
  package var before: Catalog
  package var after: Catalog
  /// What is wrong with its place among the migrations that are applied already.
  package var historyProblems: [String] = []

  func statements(ofTransaction number: Int) -> [JudgedStatement] {
    statements.filter { $0.transaction == number }
  }

  /// The transactions, each with more than nothing in it.
  var transactions: [[JudgedStatement]] {
    var groups: [[JudgedStatement]] = []
    for statement in statements {
      guard let number = statement.transaction else { continue }
      if groups.last?.first?.transaction == number {
        groups[groups.count - 1].append(statement)
      } else {
        groups.append([statement])
      }
    }
    return groups
  }
}

/// One statement of a migration.
package struct JudgedStatement: Sendable {
  package var sql: String
  /// UTF-8 offsets of the script.
  package var range: Range<Int>
  /// Where it stands in what people wrote.
  package var span: SourceSpan
  package var effect: StatementEffect
  package var before: Catalog
  package var after: Catalog
  /// The transaction that it stands in; nil when it commits by itself.
  var transaction: Int?
  /// What makes that transaction.
  var transactionWords: String
  var action: MigrationAction
  /// Tables that this run made before it: they have no rows that anybody waits for.
  var newTables: Set<ObjectName>
  var lockTimeout: TimeoutState
  var statementTimeout: TimeoutState
  /// Whether it only is there because a tool puts it there.
  var isGenerated = false

  /// A table whose readers or writers wait while this statement holds its lock.
  struct BlockedTable: Sendable, Hashable {
    var table: ObjectName
    var mode: LockMode
  }

  /// The strongest lock on each table that was there before the run, where it makes writers wait.
  var blocked: [BlockedTable] {
    var strongest: [ObjectName: LockMode] = [:]
    var order: [ObjectName] = []
    for lock in effect.locks where lock.mode >= .share && isOld(lock.relation) {
      if strongest[lock.relation] == nil { order.append(lock.relation) }
      strongest[lock.relation] = max(strongest[lock.relation] ?? .accessShare, lock.mode)
    }
    return order.map { BlockedTable(table: $0, mode: strongest[$0] ?? .share) }
  }

  /// Whether a table or view was there before the run began.
  func isOld(_ relation: ObjectName) -> Bool {
    !newTables.contains(relation) && (before.tables.contains(relation) || before.views.contains(relation))
  }

  /// Tables that it writes anew or reads to the end, of those that were there before the run.
  var rewrites: [ObjectName] { effect.rewrites.filter(isOld) }
  var scans: [ObjectName] { effect.scans.filter(isOld) }

  /// The tables, there before the run, whose indexes it builds.
  var buildsOn: [ObjectName] {
    var tables: [ObjectName] = []
    for index in effect.builds {
      let owner = self.owner(of: index, in: after) ?? self.owner(of: index, in: before) ?? blocked.first?.table
      if let owner, isOld(owner), !tables.contains(owner) { tables.append(owner) }
    }
    return tables
  }

  private func owner(of index: ObjectName, in catalog: Catalog) -> ObjectName? {
    catalog.tables.first { $0.name.schema == index.schema && $0.hasIndex(index.name) }?.name
      ?? catalog.views.first { view in
        view.name.schema == index.schema && view.indexes.contains { $0.name == index.name }
      }?.name
  }

  /// Whether it holds a lock that makes others wait while it works through rows.
  var worksUnderLock: Bool { !blocked.isEmpty && !(rewrites.isEmpty && scans.isEmpty && buildsOn.isEmpty) }
}

/// What a time limit of the session is when a statement runs.
enum TimeoutState: Sendable, Hashable {
  case unset
  case zero
  /// In milliseconds; as it was written.
  case set(Double, String)
  /// Set to what is no plain number with a unit.
  case unknown(String)

  var isLimited: Bool {
    switch self {
    case .unset, .zero: false
    case .set, .unknown: true
    }
  }
}
