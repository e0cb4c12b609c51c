import SQLWriting
import SchemaModel

/// Constraints proven while rows are written: added for new rows, then validated in a step of its own.
struct ConstraintMoves {
  let table: Table
  let context: MigrationContext
  private let writer = SQLWriter()

  init(_ table: Table, _ context: MigrationContext) {
    self.table = table
    self.context = context
  }

  private var alter: Altering { Altering(table.name) }
  private var shown: String { table.name.display }

  func check(_ check: CheckConstraint, phase: MigrationStep.Phase) -> [Move] {
    var unproven = check
    unproven.isValidated = false
    let add = Move(
      MigrationStep.name("add", check.name), "New rows of \(shown) must meet \(check.name).", phase: phase,
      on: table.name, up: [alter.add(writer.checkDefinition(unproven))], down: [alter.dropConstraint(check.name)]
    ).with { $0.inverse = (MigrationStep.name("drop", check.name), "\(shown) no longer has to meet \(check.name).") }
    let violating = "SELECT count(*) FROM \(QuotedIdentifier.text(table.name)) WHERE NOT (\(check.expression.sql))"
    let question = StepCheck("rows of \(shown) that do not meet \(check.name)", sql: violating, expected: "0")
    return check.isValidated ? [add, validate(check.name, phase, before: question)] : [add]
  }

  private func validate(_ name: String, _ phase: MigrationStep.Phase, before: StepCheck?) -> Move {
    Move(
      MigrationStep.name("validate", name),
      "Proves \(name) for the rows of \(shown) that are there, while they are written.",
      phase: phase, on: table.name, up: [alter.validate(name)], down: []
    ).with {
      $0.isLong = true
      $0.before = before.map { [$0] } ?? []
      $0.after = [unproven(name)]
      $0.inverse = (
        MigrationStep.name("prove", name, "on", "the", "way", "back"), "On the way back: proves \(name) again."
      )
    }
  }

  private func unproven(_ name: String) -> StepCheck {
    StepCheck(
      "whether \(name) is proven",
      sql:
        "SELECT conname FROM pg_catalog.pg_constraint WHERE conrelid = \(SQLLiteral.text(QuotedIdentifier.text(table.name)))::regclass AND conname = \(SQLLiteral.text(name)) AND NOT convalidated",
      expected: "no row")
  }

  func foreignKey(_ key: ForeignKey, phase: MigrationStep.Phase) -> [Move] {
    guard key.isEnforced else { return [] }
    let tree = PartitionTree(context.goal)
    if table.partitionKey != nil, context.facts.postgres < 18 { return partitioned(key, tree, phase) }
    var unproven = key
    unproven.isValidated = false
    let add = Move(
      MigrationStep.name("add", key.name),
      "New rows of \(shown) must point at a row of \(key.target.display) (\(key.name)).", phase: phase, on: table.name,
      up: [alter.add(writer.foreignKeyDefinition(unproven))], down: [alter.dropConstraint(key.name)]
    ).with {
      $0.inverse = (MigrationStep.name("drop", key.name), "\(shown) may point at no row of \(key.target.display).")
    }
    return key.isValidated ? [add, validate(key.name, phase, before: orphans(key))] : [add]
  }

  private func orphans(_ key: ForeignKey) -> StepCheck {
    let pairs = zip(key.columns, key.targetColumns).map {
      "parent.\(QuotedIdentifier.text($1)) = child.\(QuotedIdentifier.text($0))"
    }
    let set = key.columns.map { "child.\(QuotedIdentifier.text($0)) IS NOT NULL" }
    return StepCheck(
      "rows of \(shown) whose \(key.columns.joined(separator: ", ")) points at no row of \(key.target.display)",
      sql:
        "SELECT count(*) FROM \(QuotedIdentifier.text(table.name)) AS child WHERE \(set.joined(separator: " AND ")) AND NOT EXISTS (SELECT FROM \(QuotedIdentifier.text(key.target)) AS parent WHERE \(pairs.joined(separator: " AND ")))",
      expected: "0")
  }

  /// Up to PostgreSQL 17 a partitioned table can not have an unproven key: each partition gets it, and the whole takes these over.
  private func partitioned(_ key: ForeignKey, _ tree: PartitionTree, _ phase: MigrationStep.Phase) -> [Move] {
    let parts = tree.leaves(of: table.name).filter { context.base.tables.contains($0) }.flatMap { leaf -> [Move] in
      guard let part = context.base.tables[leaf] else { return [] }
      return ConstraintMoves(part, context).foreignKey(key, phase: phase)
    }
    let whole = Move(
      MigrationStep.name("join", key.name), "\(shown) takes over what is proven of its partitions.", phase: phase,
      on: table.name, up: [alter.add(writer.foreignKeyDefinition(key))], down: [alter.dropConstraint(key.name)]
    )
    // The triggers of the partitions' own keys go from the table that they point at.
    .with { $0.locksOut = [key.target] }
    // Dropped from the whole it is gone from the partitions, too.
    return parts + [whole]
  }

  // MARK: NOT NULL

  /// What the check that proves it is called.
  func proof(of column: String) -> String {
    TakenNames.freeConstraint(TakenNames.cut("\(table.name.name)_\(column)", to: 50) + "_not_null", of: table)
  }

  /// What on the way back proves that no row is without the column, for a step that then says NOT NULL.
  func provenOnWayBack(_ column: String, phase: MigrationStep.Phase) -> [Move] {
    Move.inverted(proving(column, phase: phase, isFilled: false), phase: phase)
  }

  /// The proof goes by itself, so that what says NOT NULL can ask for it and be run again.
  func notNull(_ column: String, phase: MigrationStep.Phase, filling: [Move] = []) -> [Move] {
    let (gone, back) = proofGoes(column)
    let release = Move(
      MigrationStep.name("drop", proof(of: column)),
      "Drops \(proof(of: column)): \(shown).\(column) is NOT NULL by itself.", phase: phase, on: table.name, up: gone,
      down: back)
    return notNullWithProof(column, phase: phase, filling: filling) + [release]
  }

  /// The same without the step that drops the proof, for recipes whose next step does so.
  func notNullWithProof(_ column: String, phase: MigrationStep.Phase, filling: [Move] = []) -> [Move] {
    let set = setNotNull(column, phase).with {
      // Nothing to be done, since it is proven; if it is not, rows are read before they are locked.
      $0.up = [alter.validate(proof(of: column))] + $0.up
    }
    return filling + proving(column, phase: phase, isFilled: !filling.isEmpty) + [set]
  }

  /// Statements that drop the proof, and those that bring it back for the step before.
  func proofGoes(_ column: String) -> (up: [String], down: [String]) {
    ([alter.dropConstraint(proof(of: column))], [alter.add(unprovenNotNull(column))])
  }

  private func unprovenNotNull(_ column: String) -> String {
    "CONSTRAINT \(QuotedIdentifier.text(proof(of: column))) CHECK (\(QuotedIdentifier.text(column)) IS NOT NULL) NOT VALID"
  }

  private func proving(_ column: String, phase: MigrationStep.Phase, isFilled: Bool) -> [Move] {
    let name = QuotedIdentifier.text(column)
    let taken = proof(of: column)
    let shownColumn = "\(shown).\(column)"
    let add = Move(
      MigrationStep.name("require", table.name.display, column), "New rows must have \(shownColumn).", phase: phase,
      on: table.name, up: [alter.add(unprovenNotNull(column))], down: [alter.dropConstraint(taken)]
    ).with {
      $0.isInverseSilent = true
      $0.inverse = (
        MigrationStep.name("require", table.name.display, column, "on", "the", "way", "back"),
        "On the way back: new rows must have \(shownColumn)."
      )
    }
    let left = StepCheck(
      "rows without \(shownColumn)",
      sql: "SELECT count(*) FROM \(QuotedIdentifier.text(table.name)) WHERE \(name) IS NULL", expected: "0")
    let prove = validate(taken, phase, before: left).with {
      $0.name = MigrationStep.name("prove", table.name.display, column)
      $0.summary = "Proves that all rows have \(shownColumn), while they are written."
      if !isFilled {
        $0.hazards = [
          "VALIDATE fails while a row of \(shown) has no \(column): nothing in the plan says what it should be."
        ]
      }
      $0.inverse = (
        MigrationStep.name("prove", table.name.display, column, "on", "the", "way", "back"),
        "On the way back: proves that all rows have \(shownColumn)."
      )
    }
    return [add, prove]
  }

  private func setNotNull(_ column: String, _ phase: MigrationStep.Phase) -> Move {
    Move(
      MigrationStep.name("set", table.name.display, column, "not", "null"),
      "\(shown).\(column) is NOT NULL; what proves it is there already.", phase: phase, on: table.name,
      up: [alter.column(column, "SET NOT NULL")], down: [alter.column(column, "DROP NOT NULL")]
    ).with {
      $0.inverse = (MigrationStep.name("free", table.name.display, column), "Rows may do without \(shown).\(column).")
    }
  }

  /// Rows may do without the column; the way back proves again that none does.
  func dropNotNull(_ column: String, phase: MigrationStep.Phase) -> [Move] {
    let set = setNotNull(column, phase).with { $0.up += proofGoes(column).up }
    let moves = proving(column, phase: phase, isFilled: false) + [set]
    return Move.inverted(moves, phase: phase).map { move in
      move.with {
        if $0.isDownLong == true {
          $0.hazards = ["The way back stops at VALIDATE while a row of \(shown) has no \(column)."]
        }
      }
    }
  }

  // MARK: Keys

  /// A unique index built while rows are written becomes the constraint.
  func unique(_ key: KeyConstraint, isPrimary: Bool, phase: MigrationStep.Phase, index name: String? = nil) -> [Move] {
    let index = Self.index(of: key, named: name ?? key.name)
    let definition =
      "CONSTRAINT \(QuotedIdentifier.text(key.name)) \(isPrimary ? "PRIMARY KEY" : "UNIQUE") USING INDEX "
      + QuotedIdentifier.text(index.name)
      + (key.deferral == .notDeferrable ? "" : " \(key.deferral.rawValue)")
    let add = Move(
      MigrationStep.name("add", key.name),
      "\(index.name == key.name ? "The index" : index.name) becomes the \(isPrimary ? "primary key" : "constraint") \(key.name) of \(shown).",
      phase: phase,
      on: table.name, up: [alter.add(definition)], down: [alter.dropConstraint(key.name)]
    ).with { move in
      move.inverse = (
        MigrationStep.name("drop", key.name), "\(shown) (\(key.columns.joined(separator: ", "))) may repeat."
      )
    }
    var build = IndexSteps(context.base).concurrently(
      index, table.name, "no two rows of \(shown) share it", phase: phase)
    build.before = [duplicates(key)]
    // Its index goes with the constraint.
    build.isInverseSilent = true
    build.inverse = (
      MigrationStep.name("build", index.name, "on", "the", "way", "back"),
      "On the way back: builds \(index.name), while rows are written."
    )
    return [build, add]
  }

  static func index(of key: KeyConstraint, named name: String) -> Index {
    var index = Index(name, elements: key.columns.map { IndexElement(column: $0) })
    index.isUnique = true
    index.includes = key.includes
    index.nullsNotDistinct = key.nullsNotDistinct
    index.storageParameters = key.storageParameters
    return index
  }

  private func duplicates(_ key: KeyConstraint) -> StepCheck {
    let columns = QuotedIdentifier.list(key.columns)
    let present =
      key.nullsNotDistinct
      ? "" : " WHERE " + key.columns.map { "\(QuotedIdentifier.text($0)) IS NOT NULL" }.joined(separator: " AND ")
    return StepCheck(
      "values of \(shown) (\(key.columns.joined(separator: ", "))) that stand more than once",
      sql:
        "SELECT \(columns), count(*) FROM \(QuotedIdentifier.text(table.name))\(present) GROUP BY \(columns) HAVING count(*) > 1",
      expected: "no row")
  }
}
