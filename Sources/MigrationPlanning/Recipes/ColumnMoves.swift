import SQLWriting
import SchemaModel
import StatementLocks

/// Columns that come and go while rows are written.
struct ColumnMoves {
  let table: Table
  let context: MigrationContext

  init(_ table: Table, _ context: MigrationContext) {
    self.table = table
    self.context = context
  }

  private var alter: Altering { Altering(table.name) }
  private var shown: String { table.name.display }
  private var constraints: ConstraintMoves { ConstraintMoves(table, context) }

  /// What the default does to the rows that are there when the column comes with it.
  private func rewrites(_ column: Column) -> Bool {
    var without = context.base
    without.tables.update(table.name) { $0.columns[column.name] = nil }
    return context.effect(of: alter.addColumn(column), on: without).map { !$0.rewrites.isEmpty }
      ?? (column.defaultExpression.map { Self.looksVolatile($0.sql) } ?? false)
  }

  private static func looksVolatile(_ sql: String) -> Bool {
    ["random", "uuid", "nextval", "clock_timestamp", "timeofday"].contains { sql.lowercased().contains($0) }
  }

  // MARK: Coming

  func add(_ column: Column) -> [Move] {
    var plain = column
    plain.comment = nil
    plain.isNullable = true
    if column.identity != nil { return numbered(column) }
    if column.generated != nil { return [direct(column)] }
    guard column.defaultExpression != nil else {
      let add = [addition(plain)]
      return add + (column.isNullable ? filled(column.name) : required(column))
    }
    var whole = plain
    whole.isNullable = column.isNullable
    guard rewrites(plain) else { return [addition(whole)] }
    plain.defaultExpression = nil
    guard !rewrites(plain) else { return [direct(column)] }
    let value = column.defaultExpression?.sql ?? "NULL"
    let bare = addition(plain).with {
      $0.up.append(alter.column(column.name, "SET DEFAULT \(value)"))
      $0.summary =
        "Adds \(shown).\(column.name); its default is for new rows, so that those that are there are not written anew."
    }
    let filling = context.filling(of: table.name, column.name)?.sql ?? value
    let fill = fill(column.name, with: filling, phase: .expand)
    return [bare] + (column.isNullable ? [fill] : constraints.notNull(column.name, phase: .expand, filling: [fill]))
  }

  private func addition(_ column: Column) -> Move {
    Move(
      MigrationStep.name("add", table.name.display, column.name), "Adds \(shown).\(column.name).", phase: .expand,
      on: table.name, up: [alter.addColumn(column)], down: [alter.dropColumn(column.name)]
    ).with { $0.loses = "Values of \(shown).\(column.name) that were written since." }
  }

  /// No form of it leaves the rows alone.
  private func direct(_ column: Column) -> Move {
    addition(column).with {
      $0.isLong = true
      $0.hazards = [
        "Every row of \(shown) is written anew while nobody reads or writes it: PostgreSQL has no other form of such a column."
      ]
    }
  }

  /// Code that knows nothing of the column can not write it, so it is required once no such code runs.
  private func required(_ column: Column) -> [Move] {
    let stated = context.filling(of: table.name, column.name)
    let filling = stated.map { [fill(column.name, with: $0.sql, phase: .migrate)] } ?? []
    return constraints.notNull(column.name, phase: .migrate, filling: filling)
  }

  /// What the plan puts into rows that are there, once all code that runs writes the column; where it has no value, none
  /// is put.
  func filled(_ column: String) -> [Move] {
    context.filling(of: table.name, column).map { stated in
      [fill(column, with: stated.sql, phase: .migrate).with { $0.after = [] }]
    } ?? []
  }

  func fill(_ column: String, with value: String, phase: MigrationStep.Phase) -> Move {
    let backfill = context.backfill(
      table, [(column, value)], where: "\(QuotedIdentifier.text(column)) IS NULL", as: column)
    return data(
      backfill, MigrationStep.name("fill", table.name.display, column),
      "Fills \(shown).\(column) of the rows that are there.",
      phase)
  }

  func data(_ backfill: Backfill, _ name: String, _ summary: String, _ phase: MigrationStep.Phase) -> Move {
    Move(name, summary, phase: phase, on: table.name, up: [backfill.sql], down: []).with {
      $0.isTransactional = false
      $0.isData = true
      $0.isLong = true
      $0.after = [backfill.left]
      $0.pace = backfill.pace
      $0.inverse = ("\(name)-back", "On the way back: \(summary.prefix(1).lowercased())\(summary.dropFirst())")
      $0.fires = table.triggers.filter {
        $0.events.contains("UPDATE") && $0.enabled != "D" && !context.keepers.contains($0.name)
      }.map(\.name)
    }
  }

  /// Numbers for the rows that are there from a sequence that the identity then goes on from.
  private func numbered(_ column: Column) -> [Move] {
    let sequence = ObjectName(
      context.free(TakenNames.cut("\(table.name.name)_\(column.name)", to: 50) + "_fill_seq", in: table.name.schema),
      schema: table.name.schema)
    let quoted = QuotedIdentifier.text(sequence)
    let next = "nextval(\(SQLLiteral.text(quoted)))"
    var plain = column
    plain.identity = nil
    plain.isNullable = true
    plain.comment = nil
    let add = addition(plain).with {
      $0.up =
        ["CREATE SEQUENCE IF NOT EXISTS \(quoted)"] + $0.up + [alter.column(column.name, "SET DEFAULT \(next)")]
      $0.back = .statements([alter.dropColumn(column.name), "DROP SEQUENCE IF EXISTS \(quoted)"])
    }
    let fill = fill(column.name, with: next, phase: .expand)
    let own = SQLWriter().sequence(of: ColumnReference(table.name, column.name))
    let proof = constraints.proofGoes(column.name)
    let swap = Move(
      MigrationStep.name("number", table.name.display, column.name),
      "\(shown).\(column.name) goes on as an identity from the numbers that were given.", phase: .expand,
      on: table.name,
      up: [
        alter.column(column.name, "DROP DEFAULT"),
        alter.column(column.name, "ADD GENERATED \(SQLWriter().identityOptions(column))"),
        "SELECT setval(\(own), \(next), false)", "DROP SEQUENCE \(quoted)",
      ] + proof.up,
      down: [
        "CREATE SEQUENCE \(quoted)", "SELECT setval(\(SQLLiteral.text(quoted)), nextval(\(own)), false)",
        alter.column(column.name, "DROP IDENTITY"), alter.column(column.name, "SET DEFAULT \(next)"),
      ] + proof.down)
    return [add] + constraints.notNullWithProof(column.name, phase: .expand, filling: [fill])
      + [swap]
  }

  // MARK: Going

  /// A column that no code reads any more, with all that hangs on it alone.
  /// - Parameters:
  ///   - free: when rows may do without it: code that no longer knows it has to be able to write.
  ///   - fill: what gives its values back on the way back.
  func retire(
    _ column: Column, free: MigrationStep.Phase, fill: Move?, keeper: SyncTrigger?,
    finally: (up: [String], down: [String]) = ([], [])
  ) -> [Move] {
    let use = ColumnUse(table, column.name, in: context.base)
    var moves: [Move] = []
    if !column.isNullable, table.primaryKey?.columns.contains(column.name) != true {
      moves += constraints.dropNotNull(column.name, phase: free)
    }
    moves += taking(use)
    if let fill {
      moves += Move.inverted([fill.with { $0.back = .statements([]) }], phase: .contract).map { $0.onlyBack() }
    }
    return moves + [drop(column, keeper, finally, isFilled: fill != nil)]
  }

  func taking(_ use: ColumnUse) -> [Move] {
    var moves: [Move] = []
    for key in use.foreignKeys {
      moves += Move.inverted(constraints.foreignKey(key, phase: .contract), phase: .contract)
    }
    for check in use.checks { moves += Move.inverted(constraints.check(check, phase: .contract), phase: .contract) }
    for key in use.uniques {
      moves += Move.inverted(constraints.unique(key, isPrimary: false, phase: .contract), phase: .contract)
    }
    for index in use.indexes { moves += IndexSteps(context.base).drop(index, of: table, phase: .contract) }
    return moves
  }

  private func drop(_ column: Column, _ keeper: SyncTrigger?, _ finally: (up: [String], down: [String]), isFilled: Bool)
    -> Move
  {
    var back = column
    back.isNullable = true
    back.comment = nil
    if keeper != nil { back.identity = nil }
    return Move(
      MigrationStep.name("drop", "column", table.name.display, column.name),
      "Drops \(shown).\(column.name), which no code reads any more.",
      phase: .contract, on: table.name, up: (keeper?.drop ?? []) + [alter.dropColumn(column.name)] + finally.up,
      down: finally.down + again(back) + (keeper?.create ?? [])
    ).with {
      guard !isFilled else { return }
      $0.destroys = true
      let keys = (table.primaryKey?.columns ?? []) + [column.name]
      $0.loses = "All values of \(shown).\(column.name)."
      $0.keep =
        "CREATE TABLE \(QuotedIdentifier.text(ObjectName("\(table.name.name)_\(column.name)_kept", schema: table.name.schema))) AS SELECT \(QuotedIdentifier.list(keys)) FROM \(QuotedIdentifier.text(table.name))"
      $0.before = [
        StepCheck(
          "rows that have \(shown).\(column.name)",
          sql: "SELECT count(\(QuotedIdentifier.text(column.name))) FROM \(QuotedIdentifier.text(table.name))",
          expected: "what you are ready to lose")
      ]
    }
  }

  /// A column whose default would write every row anew gets it for new rows.
  private func again(_ column: Column) -> [String] {
    guard let value = column.defaultExpression, rewrites(column) else { return [alter.addColumn(column)] }
    var plain = column
    plain.defaultExpression = nil
    // The sequence of its numbers went with it.
    let own = context.base.sequences.first { $0.ownedBy == ColumnReference(table.name, column.name) }
    let create = own.map { SQLWriter().createSequence($0) }
    let owned = own.flatMap { SQLWriter().ownSequence($0, in: context.base) }
    return [create, alter.addColumn(plain), alter.column(column.name, "SET DEFAULT \(value.sql)"), owned]
      .compactMap { $0 }
  }

  // MARK: Another name

  static func canStandBeside(_ name: String, _ table: Table) -> Bool {
    guard let column = table.columns[name] else { return false }
    return column.generated == nil && column.identity == nil && table.partitionKey == nil && table.partitionOf == nil
      && table.primaryKey?.columns.contains(name) != true
  }

  /// Made beside the old one and kept in step, until no code knows the old one.
  func rename(_ old: Column, to new: Column) -> [Move] {
    let name = SyncTrigger.name(table.name, new.name) { context.free($0, in: table.name.schema) }
    context.keepers.insert(name)
    let trigger = SyncTrigger(table: table.name, first: old.name, second: new.name, named: name)
    var plain = new
    plain.isNullable = true
    plain.defaultExpression = nil
    plain.comment = nil
    let add = Move(
      MigrationStep.name("add", table.name.display, new.name),
      "Adds \(shown).\(new.name) and keeps it the same as \(old.name), whichever of the two is written.",
      phase: .expand,
      on: table.name, up: [alter.addColumn(plain)] + trigger.create,
      down: trigger.drop + [alter.dropColumn(new.name)])
    let backfill = context.backfill(table, [(new.name, trigger.filling)], where: trigger.isBehind, as: new.name)
    let fill = data(
      backfill, MigrationStep.name("fill", table.name.display, new.name), "Copies \(shown).\(old.name) to \(new.name).",
      .expand)
    let required = new.isNullable ? [fill] : constraints.notNull(new.name, phase: .expand, filling: [fill])
    let reverse = SyncTrigger(table: table.name, first: new.name, second: old.name, named: name)
    let refill = data(
      context.backfill(table, [(old.name, reverse.filling)], where: reverse.isBehind, as: old.name),
      MigrationStep.name("fill", table.name.display, old.name), "Copies \(shown).\(new.name) to \(old.name).", .contract
    )
    let final = new.defaultExpression.map { [alter.column(new.name, "SET DEFAULT \($0.sql)")] } ?? []
    let back = final.isEmpty ? [] : [alter.column(new.name, "DROP DEFAULT")]
    return [add] + required
      + retire(old, free: .contract, fill: refill, keeper: trigger, finally: (up: final, down: back))
  }
}
