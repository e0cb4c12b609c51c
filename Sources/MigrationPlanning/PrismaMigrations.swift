package import PlanModel
import SQLWriting

/// The steps as a folder of Prisma: `<14 digits>_<name>/migration.sql`, and `down.sql` beside it.
///
/// Prisma sends a file whole. A statement that can not be in a transaction stands alone in its file, without SET.
package struct PrismaMigrations: Sendable {
  private let limits: StepLimits
  private let stamps: MigrationStamps

  /// - Parameters:
  ///   - lockTimeout: milliseconds that a statement waits for its lock before it gives up.
  ///   - newest: the newest folder of the user's own; what is written comes after it.
  ///   - date: the day the plan counts from.
  package init(lockTimeout: Int, after newest: String?, date: CalendarDate?) {
    limits = StepLimits(lockTimeout: lockTimeout)
    stamps = MigrationStamps(after: newest, date: date)
  }

  /// The paths are relative to the folder of all migrations.
  package func files(_ steps: [MigrationStep]) -> [MigrationFiles.File] {
    steps.enumerated().flatMap { position, step in
      let folder = "\(stamps.stamp(position))_\(Self.name(of: step))"
      return [
        MigrationFiles.File(path: "\(folder)/migration.sql", text: text(step.upward)),
        MigrationFiles.File(path: "\(folder)/down.sql", text: text(step.downward)),
      ]
    }
  }

  /// What comes behind the digits.
  package static func name(of step: MigrationStep) -> String { step.name.replacing("-", with: "_") }

  private func text(_ direction: StepDirection) -> String {
    var script = SQLScript()
    let (heading, statements) = (direction.heading, direction.statements)
    guard !statements.isEmpty else {
      script.note("\(heading)\nNothing to be done.")
      return Self.trimmed(script)
    }
    guard !direction.isTransactional else {
      script.heading(heading)
      script.add(block: ["BEGIN"] + limits.statements(direction) + statements + ["COMMIT"])
      return Self.trimmed(script)
    }
    // A note is no statement: the one below it stays alone in what is sent.
    let timeout = limits.statementTimeout(direction.work)
    script.heading(
      """
      \(heading)
      Not in a transaction. Its limits are those of the connection: lock_timeout=\(limits.lockTimeout), \
      statement_timeout=\(timeout).
      """)
    script.add(block: statements)
    return Self.trimmed(script)
  }

  private static func trimmed(_ script: SQLScript) -> String {
    var text = script.text
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }
}

/// The digits in front of a migration's name, a second apart.
struct MigrationStamps: Sendable {
  private static let length = 14
  private static let day = 86_400
  private let first: Int
  private let start: CalendarDate?

  /// From the day on, or from the second after what is there.
  init(after newest: String?, date: CalendarDate?) {
    let known = newest.map { $0.prefix { $0.isASCII && $0.isNumber } }.flatMap {
      $0.count == Self.length ? String($0) : nil
    }
    let wanted = date ?? CalendarDate(year: 1970, month: 1, day: 1)
    if let known, let last = Int(known), known >= Self.digits(wanted, 0) {
      let day = CalendarDate("\(known.prefix(4))-\(known.dropFirst(4).prefix(2))-\(known.dropFirst(6).prefix(2))")
      let clock = Self.seconds(of: known.dropFirst(8))
      // Digits that are no time are counted on as a number.
      start = clock == nil ? nil : day
      first = start == nil ? last + 1 : (clock ?? 0) + 1
    } else {
      start = wanted
      first = 0
    }
  }

  func stamp(_ position: Int) -> String {
    start.map { Self.digits($0, first + position) } ?? Self.padded(first + position, Self.length)
  }

  private static func seconds(of clock: Substring) -> Int? {
    guard let number = Int(clock) else { return nil }
    let (hours, minutes, seconds) = (number / 10_000, number / 100 % 100, number % 100)
    return hours < 24 && minutes < 60 && seconds < 60 ? hours * 3600 + minutes * 60 + seconds : nil
  }

  private static func digits(_ start: CalendarDate?, _ seconds: Int) -> String {
    guard let start else { return padded(seconds, length) }
    let date = CalendarDate(daysSince1970: start.daysSince1970 + seconds / day) ?? start
    let left = seconds % day
    let clock = [left / 3600, left / 60 % 60, left % 60].map { padded($0, 2) }.joined()
    return padded(date.year, 4) + padded(date.month, 2) + padded(date.day, 2) + clock
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
