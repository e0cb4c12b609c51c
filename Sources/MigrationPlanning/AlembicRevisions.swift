import SQLAlchemyWriting

/// The steps as revisions of Alembic: `<revision>_<name>.py`, one after the other.
///
/// Each revision is a transaction of its own where `env.py` sets `transaction_per_migration=True`; a statement that can not
/// be in one runs in an `autocommit_block`.
package struct AlembicRevisions: Sendable {
  /// A revision of a chain, with the id that its content gives it.
  package struct Revision: Sendable {
    package var id: String
    package var step: MigrationStep
  }

  private let limits: StepLimits
  private let plan: String
  private let heads: [String]

  /// - Parameters:
  ///   - lockTimeout: milliseconds that a statement waits for its lock before it gives up.
  ///   - plan: what the ids are made from, beside each step.
  ///   - heads: what the first revision follows; none where the user has no revision.
  package init(lockTimeout: Int, of plan: String, after heads: [String]) {
    limits = StepLimits(lockTimeout: lockTimeout)
    self.plan = plan
    self.heads = heads
  }

  /// The same for the same steps of the same plan, on every machine.
  package static func revisions(_ steps: [MigrationStep], of plan: String) -> [Revision] {
    var taken: Set<String> = []
    return steps.map { step in
      var number = 0
      var id = Self.id(plan, step, number)
      while !taken.insert(id).inserted {
        number += 1
        id = Self.id(plan, step, number)
      }
      return Revision(id: id, step: step)
    }
  }

  /// The paths are relative to the folder of all revisions.
  package func files(_ steps: [MigrationStep]) -> [MigrationFiles.File] {
    var before = heads
    return Self.revisions(steps, of: plan).map { revision in
      defer { before = [revision.id] }
      return MigrationFiles.File(
        path: "\(revision.id)_\(revision.step.name.replacing("-", with: "_")).py", text: text(revision, before))
    }
  }

  private func text(_ revision: Revision, _ before: [String]) -> String {
    let quoted = before.map(PythonText.quoted)
    let down = quoted.isEmpty ? "None" : quoted.count == 1 ? quoted[0] : "(\(quoted.joined(separator: ", ")))"
    let step = revision.step
    return """
      \(PythonText.comment(step.summary).joined(separator: "\n"))

      from alembic import op

      revision = \(PythonText.quoted(revision.id))
      down_revision = \(down)
      branch_labels = None
      depends_on = None


      def upgrade() -> None:
      \(body(step.upward))


      def downgrade() -> None:
      \(body(step.downward))

      """
  }

  private func body(_ direction: StepDirection) -> String {
    guard !direction.statements.isEmpty else { return "    pass" }
    let all = limits.statements(direction) + direction.statements
    guard !direction.isTransactional else { return all.map { Self.execute($0, "    ") }.joined(separator: "\n") }
    return "    # Not in a transaction.\n    with op.get_context().autocommit_block():\n"
      + all.map { Self.execute($0, "        ") }.joined(separator: "\n")
  }

  /// A line of SQL is a line of Python: strings that stand beside each other are one.
  private static func execute(_ sql: String, _ margin: String) -> String {
    let lines = AlembicText.escaped(sql).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1 else { return "\(margin)op.execute(\(PythonText.quoted(String(lines[0]))))" }
    let strings = lines.enumerated().map { number, line in
      "\(margin)    \(PythonText.quoted(line + (number < lines.count - 1 ? "\n" : "")))"
    }
    return "\(margin)op.execute(\n\(strings.joined(separator: "\n"))\n\(margin))"
  }

  /// Twelve digits, as Alembic's own; from the FNV-1a hash of all that the step is.
  private static func id(_ plan: String, _ step: MigrationStep, _ number: Int) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in [plan, step.name] + step.up + step.down + [String(number)] {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String((String(repeating: "0", count: 16 - digits.count) + digits).suffix(12))
  }
}

/// SQL as SQLAlchemy's `text()` takes it: a colon before a name would be a parameter, a backslash before it is taken away.
enum AlembicText {
  static func escaped(_ sql: String) -> String {
    let scalars = Array(sql.unicodeScalars)
    var text = String.UnicodeScalarView()
    for (position, scalar) in scalars.enumerated() {
      if scalar == ":", isRead(position, scalars) { text.append("\\") }
      text.append(scalar)
    }
    return String(text)
  }

  /// Whether a colon, with what stands around it, would not stay what it is.
  private static func isRead(_ position: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    let previous = position > 0 ? scalars[position - 1] : " "
    var end = position + 1
    while end < scalars.count, isWord(scalars[end]) { end += 1 }
    if end < scalars.count, scalars[end] == ":" { return false }
    if previous == "\\" { return true }
    return end > position + 1 && previous != ":" && !isWord(previous)
  }

  /// What a regular expression of Python takes for a letter of a word.
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "_" { return true }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber,
      .otherNumber:
      return true
    default: return false
    }
  }
}
