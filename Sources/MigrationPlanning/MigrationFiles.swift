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
        File(path: "\(folder)/up.sql", text: text(step, step.up, step.summary)),
        File(path: "\(folder)/down.sql", text: text(step, step.down, "Back: \(step.summary)")),
      ]
    }
  }

  private func text(_ step: MigrationStep, _ statements: [String], _ heading: String) -> String {
    var script = SQLScript()
    guard !statements.isEmpty else {
      script.note("\(heading)\nNothing to be done.")
      return trimmed(script)
    }
    script.heading(step.isTransactional ? heading : "\(heading)\nNot in a transaction.")
    let settings = limits.statements(step)
    script.add(block: step.isTransactional ? ["BEGIN"] + settings + statements + ["COMMIT"] : settings + statements)
    return trimmed(script)
  }

  private func trimmed(_ script: SQLScript) -> String {
    var text = script.text
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }
}
