import SQLWriting

/// `001-<name>/up.sql` and `down.sql` of each step.
package struct MigrationFiles: Sendable {
  package struct File: Sendable {
    /// Below the folder of all steps.
    package var path: String
    package var text: String
  }

  private let lockTimeout: String
  private let catalogTimeout: String

  /// - Parameter lockTimeout: milliseconds that a statement waits for its lock before it gives up.
  package init(lockTimeout: Int) {
    self.lockTimeout = "\(lockTimeout)ms"
    // A change of the catalog alone is over in no time once it has its lock.
    catalogTimeout = "\(lockTimeout + Self.catalogWork)ms"
  }

  /// Milliseconds in which PostgreSQL changes some rows of its catalog.
  private static let catalogWork = 3000

  package func files(_ steps: [MigrationStep]) -> [File] {
    let digits = max(3, String(steps.count).count)
    return steps.enumerated().flatMap { position, step in
      let number = String(position + 1)
      let folder = "\(String(repeating: "0", count: digits - number.count))\(number)-\(step.name)"
      return [
        File(path: "\(folder)/up.sql", text: text(step.up, step.summary, step.work, step.isTransactional)),
        File(
          path: "\(folder)/down.sql",
          text: text(
            step.down, "Back: \(step.summary)", step.downWork ?? step.work,
            step.isDownTransactional ?? step.isTransactional)),
      ]
    }
  }

  private func text(
    _ statements: [String], _ heading: String, _ work: MigrationStep.Work, _ isTransactional: Bool
  ) -> String {
    var script = SQLScript()
    guard !statements.isEmpty else {
      script.note("\(heading)\nNothing to be done.")
      return trimmed(script)
    }
    script.heading(isTransactional ? heading : "\(heading)\nNot in a transaction.")
    let timeout = work == .scan ? "0" : catalogTimeout
    if isTransactional {
      let settings = [("lock_timeout", lockTimeout), ("statement_timeout", timeout)].map {
        SettingStatement.setLocal($0, to: $1)
      }
      script.add(block: ["BEGIN"] + settings + statements + ["COMMIT"])
    } else {
      let settings = [("lock_timeout", lockTimeout), ("statement_timeout", timeout)].map {
        SettingStatement.set($0, to: $1)
      }
      script.add(block: settings + statements)
    }
    return trimmed(script)
  }

  private func trimmed(_ script: SQLScript) -> String {
    var text = script.text
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }
}
