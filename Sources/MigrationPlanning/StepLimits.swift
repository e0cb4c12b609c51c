import SQLWriting

/// One way through a step, with what a file of it has to know.
struct StepDirection {
  var heading: String
  var statements: [String]
  var work: MigrationStep.Work
  var isTransactional: Bool
}

extension MigrationStep {
  var upward: StepDirection {
    StepDirection(heading: summary, statements: up, work: work, isTransactional: isTransactional)
  }

  var downward: StepDirection {
    StepDirection(
      heading: up.isEmpty ? summary : "Back: \(summary)", statements: down, work: downWork ?? work,
      isTransactional: isDownTransactional ?? isTransactional)
  }
}

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

  func statementTimeout(_ work: MigrationStep.Work) -> String { work == .scan ? "0" : catalogTimeout }

  /// The limits as statements: for a transaction, else for the session.
  func statements(_ direction: StepDirection) -> [String] {
    [("lock_timeout", lockTimeout), ("statement_timeout", statementTimeout(direction.work))].map { name, value in
      direction.isTransactional ? SettingStatement.setLocal(name, to: value) : SettingStatement.set(name, to: value)
    }
  }
}
