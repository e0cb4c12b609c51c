import SQLWriting
import SchemaModel
import StatementLocks

/// A step before it has its place: what it sends, and what only its recipe knows of it.
struct Move {
  enum Back {
    /// What leads from the schema after it to the schema before it, directly.
    case direct
    case statements([String])
  }

  var name: String
  var summary: String
  var phase: MigrationStep.Phase
  var table: ObjectName
  var up: [String]
  var back: Back
  /// Makes both ways by the schema that the move meets, for what depends on everything before it.
  var made: ((Catalog) -> (up: [String], down: [String]))?
  var isTransactional = true
  var isDownTransactional: Bool?
  /// Rows change, or are looked at; the schema stays.
  var isData = false
  /// Takes as long as it takes: rows are read, or an index is built.
  var isLong = false
  var isDownLong: Bool?
  /// The index that it builds by itself.
  var builds: (index: Index, table: ObjectName)?
  /// Rows of one transaction, and milliseconds between two.
  var pace: Pace?
  /// The index that its way back builds by itself.
  var rebuilds: (index: Index, table: ObjectName)?
  /// Whether a key takes that index: PostgreSQL then sees by itself whether it is whole.
  var isTakenByKey = false
  /// Tables that it locks against everybody, as the judge of single statements can not see.
  var locksOut: [ObjectName] = []
  /// What it locks where its statements do not show it.
  var locks: [StatementEffect.Lock]?
  /// Tables that it reads within a block of code.
  var reads: [ObjectName] = []
  var hazards: [String] = []
  /// Triggers that each row which it fills fires, there as on the way back.
  var fires: [String] = []
  var before: [StepCheck] = []
  var after: [StepCheck] = []
  var loses: String?
  var keep: String?
  var irreversible: String?
  /// Whether values are gone that nothing else holds.
  var destroys = false
  /// How it is called when it is taken back as a step of its own.
  var inverse: (name: String, summary: String)?
  /// Whether there is nothing to be done when it is taken back as a step of its own.
  var isInverseSilent = false

  init(
    _ name: String, _ summary: String, phase: MigrationStep.Phase, on table: ObjectName, up: [String],
    down: [String]? = nil
  ) {
    self.name = name
    self.summary = summary
    self.phase = phase
    self.table = table
    self.up = up
    back = down.map(Back.statements) ?? .direct
  }

  func with(_ change: (inout Move) -> Void) -> Move {
    var move = self
    change(&move)
    return move
  }

  /// The steps that take away, with a safe way back, what the moves would bring.
  static func inverted(_ moves: [Move], phase: MigrationStep.Phase) -> [Move] {
    moves.reversed().compactMap { move in
      guard case .statements(let down) = move.back else { return nil }
      var result = Move(
        move.inverse?.name ?? "undo-\(move.name)", move.inverse?.summary ?? "Takes back: \(move.summary)", phase: phase,
        on: move.table, up: move.isInverseSilent ? [] : down, down: move.up)
      result.isTransactional = move.isDownTransactional ?? move.isTransactional
      result.isDownTransactional = move.isTransactional
      result.isData = move.isData
      result.fires = move.fires
      result.pace = move.pace
      result.rebuilds = move.builds
      result.isTakenByKey = move.isInverseSilent
      result.isLong = move.isDownLong ?? false
      result.isDownLong = move.isLong
      return result
    }
  }

  /// The same with nothing to be done on the way there: it only prepares the way back.
  func onlyBack() -> Move { with { $0.up = [] } }
}

/// Statements of one table.
struct Altering {
  let table: ObjectName

  init(_ table: ObjectName) { self.table = table }

  private var head: String { "ALTER TABLE \(QuotedIdentifier.text(table))" }

  func callAsFunction(_ action: String) -> String { "\(head) \(action)" }
  func column(_ name: String, _ action: String) -> String {
    "\(head) ALTER COLUMN \(QuotedIdentifier.text(name)) \(action)"
  }
  func add(_ definition: String) -> String { "\(head) ADD \(definition)" }
  func dropConstraint(_ name: String) -> String { "\(head) DROP CONSTRAINT IF EXISTS \(QuotedIdentifier.text(name))" }
  func validate(_ name: String) -> String { "\(head) VALIDATE CONSTRAINT \(QuotedIdentifier.text(name))" }
  func renameConstraint(_ old: String, to new: String) -> String {
    "\(head) RENAME CONSTRAINT \(QuotedIdentifier.text(old)) TO \(QuotedIdentifier.text(new))"
  }
  func renameColumn(_ old: String, to new: String) -> String {
    "\(head) RENAME COLUMN \(QuotedIdentifier.text(old)) TO \(QuotedIdentifier.text(new))"
  }
  func addColumn(_ column: Column) -> String {
    "\(head) ADD COLUMN IF NOT EXISTS \(SQLWriter().columnDefinition(column))"
  }
  func dropColumn(_ name: String) -> String { "\(head) DROP COLUMN IF EXISTS \(QuotedIdentifier.text(name))" }
  func renameIndex(_ old: String, to new: String) -> String {
    "ALTER INDEX \(QuotedIdentifier.text(ObjectName(old, schema: table.schema))) RENAME TO \(QuotedIdentifier.text(new))"
  }
  func dropIndex(_ name: String, concurrently: Bool = false) -> String {
    "DROP INDEX \(concurrently ? "CONCURRENTLY " : "")IF EXISTS "
      + QuotedIdentifier.text(ObjectName(name, schema: table.schema))
  }
}
