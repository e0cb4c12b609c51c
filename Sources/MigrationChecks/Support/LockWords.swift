import SchemaModel
import StatementLocks

extension LockMode {
  /// As the manual writes it.
  var words: String {
    switch self {
    case .accessShare: "ACCESS SHARE"
    case .rowShare: "ROW SHARE"
    case .rowExclusive: "ROW EXCLUSIVE"
    case .shareUpdateExclusive: "SHARE UPDATE EXCLUSIVE"
    case .share: "SHARE"
    case .shareRowExclusive: "SHARE ROW EXCLUSIVE"
    case .exclusive: "EXCLUSIVE"
    case .accessExclusive: "ACCESS EXCLUSIVE"
    }
  }

  /// Who waits for it.
  var waiting: String { self == .accessExclusive ? "reads and writes wait" : "writes wait" }
}

extension JudgedStatement {
  /// The strongest of the locks that make somebody wait.
  var strongest: LockMode { blocked.map(\.mode).max() ?? .accessShare }

  /// `ACCESS EXCLUSIVE on orders, SHARE ROW EXCLUSIVE on customers`.
  var locksSaid: String { blocked.map { "\($0.mode.words) on \($0.table.display)" }.joined(separator: ", ") }

  /// The actions of ALTER TABLE with their table; none for other statements.
  var changes: [(table: ObjectName, change: TableChange)] {
    guard case .alterTable(let table, _, let changes) = action else { return [] }
    return changes.map { (table, $0) }
  }

  /// What this statement adds to a table, and is not there before: from its own catalogs.
  func addedColumn(_ name: String, of table: ObjectName) -> Column? { after.tables[table]?.columns[name] }

  func addedCheck(of table: ObjectName, _ name: String?) -> CheckConstraint? {
    let known = Set(before.tables[table]?.checks.map(\.name) ?? [])
    return after.tables[table]?.checks.first { isMeant($0.name, name, known) }
  }

  func addedForeignKey(of table: ObjectName, _ name: String?) -> ForeignKey? {
    let known = Set(before.tables[table]?.foreignKeys.map(\.name) ?? [])
    return after.tables[table]?.foreignKeys.first { isMeant($0.name, name, known) }
  }

  func addedKey(of table: ObjectName, _ name: String?) -> KeyConstraint? {
    let known = Set(before.tables[table]?.keys.map(\.name) ?? [])
    return after.tables[table]?.keys.first { isMeant($0.name, name, known) }
  }

  func addedIndex(of table: ObjectName) -> Index? {
    let known = Set(before.tables[table]?.indexes.map(\.name) ?? [])
    return after.tables[table]?.indexes.first { !known.contains($0.name) }
  }

  private func isMeant(_ candidate: String, _ name: String?, _ known: Set<String>) -> Bool {
    name.map { candidate == $0 } ?? !known.contains(candidate)
  }
}
