import SQLWriting

/// How long the statements of a step wait for their locks, and how long they may work.
struct StepLimits: Sendable {
  let lockTimeout: String
  private let catalogTimeout: String

  /// Milliseconds in which PostgreSQL changes some rows of its catalog.
  private static let catalogWork = 3000

  /// - Parameter lockTimeout: milliseconds that a statement waits for its lock before it gives up.
  init(lockTimeout: Int) {
    self.lockTimeout = "\(lockTimeout)ms"
    // A change of the catalog alone is over in no time once it has its lock.
    catalogTimeout = "\(lockTimeout + Self.catalogWork)ms"
  }

  func statementTimeout(_ step: MigrationStep) -> String { step.work == .scan ? "0" : catalogTimeout }

  /// The limits as statements: for a transaction, else for the session.
  func statements(_ step: MigrationStep) -> [String] {
    [("lock_timeout", lockTimeout), ("statement_timeout", statementTimeout(step))].map { name, value in
      step.isTransactional
        ? SettingStatement.setLocal(name, to: value) : SettingStatement.set(name, to: value)
    }
  }
}
