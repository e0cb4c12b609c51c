package import SchemaModel
package import StatementLocks

/// One change of a database that is applied, and taken back, by itself.
package struct MigrationStep: Sendable {
  /// What a release has to do with it: made beside what is there, taken into use, or without which old code still works.
  package enum Phase: String, Sendable, CaseIterable {
    case expand
    case migrate
    case contract
  }

  /// How long its statements may take.
  package enum Work: Sendable {
    /// The catalog alone changes.
    case catalog
    /// Rows are read, or an index is built: as long as that takes.
    case scan
  }

  /// A verb phrase, in the letters of file names: `validate-orders-customer-id`.
  package var name: String
  /// What it does, in one line.
  package var summary: String
  package var phase: Phase
  package var table: ObjectName
  package var up: [String]
  package var down: [String]
  /// What `up` sends when nothing of it is done yet, where it asks that first.
  var plain: [String]?
  package var work = Work.catalog
  /// The same of the way back; nil where it is the same.
  package var downWork: Work?
  /// Whether it only serves the way back.
  package var isOnlyBack: Bool { up.isEmpty }
  /// Whether its statements are one transaction; each of the others is a single statement that can not be in one.
  package var isTransactional = true
  /// The same of the way back; nil where it is the same.
  package var isDownTransactional: Bool?
  /// Whether rows are changed and not the schema.
  package var isData = false
  /// What `up` locks, by relation and mode, each once; those of what it creates itself left out.
  package var locks: [StatementEffect.Lock] = []
  /// Tables whose rows `up` writes anew, and those that it reads to prove something.
  package var rewrites: [ObjectName] = []
  package var scans: [ObjectName] = []
  /// Indexes that `up` builds.
  package var builds: [ObjectName] = []
  package var duration: StepDuration?
  /// What `down` locks and how long it takes, of a step with nothing to be done on the way there.
  package var downLocks: [StatementEffect.Lock] = []
  package var downDuration: StepDuration?
  /// What can go wrong, with names and numbers, one sentence each.
  package var hazards: [String] = []
  /// What is asked before it runs.
  package var before: [StepCheck] = []
  /// What is looked at before the next one runs.
  package var after: [StepCheck] = []
  /// Which rows or values its way back does not bring back; nil when it brings back all of them.
  package var loses: String?
  /// How they can be kept.
  package var keep: String?
  /// Why there is no way back, when there is none.
  package var irreversible: String?

  package init(
    _ name: String, _ summary: String, phase: Phase, on table: ObjectName, up: [String], down: [String]
  ) {
    self.name = name
    self.summary = summary
    self.phase = phase
    self.table = table
    self.up = up
    self.down = down
  }

  /// A move whose both ways are known.
  init(_ move: Move) {
    var down: [String] = []
    if case .statements(let statements) = move.back { down = statements }
    self.init(move.name, move.summary, phase: move.phase, on: move.table, up: move.up, down: down)
    work = move.isLong ? .scan : .catalog
    downWork = move.isDownLong.map { $0 ? .scan : .catalog }
    isTransactional = move.isTransactional
    isDownTransactional = move.isDownTransactional
    isData = move.isData && move.isLong
    scans = move.reads
    hazards = move.hazards
    if !move.fires.isEmpty { hazards.append("Each row that is filled fires \(move.fires.joined(separator: ", ")).") }
    before = move.before
    after = move.after
    loses = move.loses
    keep = move.keep
    irreversible = move.irreversible
  }

  /// Letters, digits and dashes of a phrase.
  package static func name(_ words: String...) -> String {
    let plain = words.joined(separator: "-").lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let parts = String(plain).split(separator: "-")
    return String(parts.joined(separator: "-").prefix(longestName))
  }

  private static let longestName = 80
}

/// How long a step holds its locks or works, from the plan's volumes.
package struct StepDuration: Sendable, Hashable {
  package enum Class: String, Sendable, Hashable, CaseIterable {
    case instant
    case seconds
    case minutes
    case hours
  }

  package var kind: Class
  /// Seconds at the fast and the slow end; nil where the plan states no volume.
  package var seconds: ClosedRange<Double>?
  /// Rows and bytes, and the rate that they are divided by.
  package var because: String

  package init(_ kind: Class, seconds: ClosedRange<Double>? = nil, because: String) {
    self.kind = kind
    self.seconds = seconds
    self.because = because
  }
}

/// A query, and the answer that lets a migration go on.
package struct StepCheck: Sendable, Hashable {
  package var what: String
  package var sql: String
  /// The answer: `0`, `no row`.
  package var expected: String

  package init(_ what: String, sql: String, expected: String) {
    self.what = what
    self.sql = sql
    self.expected = expected
  }
}
