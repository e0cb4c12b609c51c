import SQLWriting

/// `001-<name>/up.sql` and `down.sql` of each step.
package struct MigrationFiles: Sendable {
  package struct File: Sendable {
    /// Below the folder of all steps.
    package var path: String
    package var text: String
  }

  private let limits: StepLimits

  /// - Parameter lockTimeout: milliseconds that a statement waits for its lock before it gives up.
  package init(lockTimeout: Int) { limits = StepLimits(lockTimeout: lockTimeout) }

  package func files(_ steps: [MigrationStep]) -> [File] {
    let digits = max(3, String(steps.count).count)
    return steps.enumerated().flatMap { position, step in
      let number = String(position + 1)
      let folder = "\(String(repeating: "0", count: digits - number.count))\(number)-\(step.name)"
      return [
        File(path: "\(folder)/up.sql", text: text(step.upward)),
        File(path: "\(folder)/down.sql", text: text(step.downward)),
      ]
    }
  }

  private func text(_ direction: StepDirection) -> String {
    var script = SQLScript()
    let (heading, statements) = (direction.heading, direction.statements)
    guard !statements.isEmpty else {
      script.note("\(heading)\nNothing to be done.")
      return trimmed(script)
    }
    script.heading(direction.isTransactional ? heading : "\(heading)\nNot in a transaction.")
    let all = limits.statements(direction) + statements
    script.add(block: direction.isTransactional ? ["BEGIN"] + all + ["COMMIT"] : all)
    return trimmed(script)
  }

  private func trimmed(_ script: SQLScript) -> String {
    var text = script.text
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }
}
