import MigrationReading

/// Which transaction each statement of a migration stands in, and the time limits that hold there.
struct TransactionWalk {
  private(set) var current: Int?
  private(set) var words = ""
  private(set) var timeouts = Timeouts()
  /// Whether the statement at hand begins or ends a transaction.
  private(set) var isBoundary = false
  private var count = 0
  private let wrapping: TransactionWrapping
  private let isWrapped: Bool
  /// What a BEGIN in the script is: the file's own word, or what a tool sends.
  private let beginning: String

  init(_ migration: WrittenMigration, count statements: Int) {
    wrapping = migration.wrapping
    beginning = migration.origins.isEmpty ? "the file says BEGIN" : migration.wrapping.words
    isWrapped = wrapping.kind == .file || (wrapping.kind == .query && statements > 1)
    if isWrapped { open(wrapping.words) }
  }

  private mutating func open(_ words: String) {
    count += 1
    current = count
    self.words = words
    timeouts.begin()
  }

  /// Before a statement is judged: BEGIN belongs to what it opens.
  mutating func step(_ action: MigrationAction) {
    isBoundary = false
    switch action {
    case .transaction(.begin):
      isBoundary = true
      if current == nil { open(beginning) }
    case .transaction(.commit), .transaction(.rollback): isBoundary = true
    case .set(let setting): timeouts.apply(setting, isInTransaction: current != nil)
    default: break
    }
  }

  /// After it: COMMIT belongs to what it ends.
  mutating func finish(_ action: MigrationAction) {
    guard case .transaction(let step) = action, current != nil else { return }
    switch step {
    case .commit, .rollback:
      timeouts.end(rolledBack: step == .rollback)
      current = nil
      // What follows in the same query is the next transaction of its own.
      if wrapping.kind == .query, isWrapped { open(wrapping.words) }
    case .begin, .savepoint: break
    }
  }
}
