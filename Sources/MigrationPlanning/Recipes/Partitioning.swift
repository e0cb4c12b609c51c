import SQLWriting
import SchemaModel
import StatementLocks

/// A table in use that becomes a partitioned one: made beside it, kept in step, filled, and put in its place by a change of names.
struct Partitioning {
  let shape: PartitionedShape
  let context: MigrationContext
  let beside: ObjectName
  let aside: ObjectName
  /// Keys and indexes: what they are called beside before the exchange, and those of the old table after it.
  let twins: [String: String]
  let kept: [String: String]
  let keeper: String

  private var old: Table { shape.old }
  private var new: Table { shape.table }
  private var shown: String { old.name.display }
  private var oldKey: [String] { old.primaryKey?.columns ?? [] }
  private var newKey: [String] { new.primaryKey?.columns ?? [] }
  private var columns: [String] { old.columns.filter { $0.generated == nil }.map(\.name) }

  init(_ old: Table, to goal: Table, _ context: MigrationContext) {
    self.context = context
    shape = PartitionedShape(old, to: goal, in: context.goal)
    let schema = old.name.schema
    func free(_ name: String, _ ending: String) -> String {
      context.free(TakenNames.cut(name, to: 55) + ending, in: schema)
    }
    beside = ObjectName(free(old.name.name, "_new"), schema: schema)
    aside = ObjectName(free(old.name.name, "_old"), schema: schema)
    func named(_ table: Table, _ ending: String) -> [String: String] {
      let names = table.keys.map(\.name) + table.exclusions.map(\.name) + table.indexes.map(\.name)
      return Dictionary(names.map { ($0, free($0, ending)) }, uniquingKeysWith: { first, _ in first })
    }
    twins = named(shape.table, "_new")
    kept = named(old, "_old")
    keeper = context.free(TakenNames.cut("zz_mirror_\(old.name.name)", to: 50), in: schema)
    context.keepers.formUnion(forth.triggers)
  }

  // MARK: The schema that it leads to

  /// Foreign keys of others: those that the new keys still serve.
  private var incoming: [(table: Table, key: ForeignKey, stays: Bool)] {
    context.base.tables.flatMap { other in
      other.foreignKeys.filter { $0.isEnforced && $0.target == old.name }.map { key in
        let isWanted =
          context.goal.tables[other.name]?.foreignKeys.contains { PartitionedShape.isSame($0, key) } ?? false
        return (other, key, isWanted && new.keys.contains { Set($0.columns) == Set(key.targetColumns) })
      }
    }
  }

  func applied(to catalog: Catalog) -> Catalog {
    var result = catalog
    result.tables[old.name] = new
    for part in shape.partitions { result.tables.append(part) }
    for (table, key, stays) in incoming where !stays {
      result.tables.update(table.name) { $0.foreignKeys.removeAll { $0.name == key.name } }
    }
    return result
  }

  // MARK: Steps

  private var forth: RowMirror {
    RowMirror(
      source: old.name, target: beside, columns: columns, key: newKey,
      leavesOut: ["check_violation", "not_null_violation"], name: keeper)
  }

  private var back: RowMirror {
    RowMirror(
      source: old.name, target: aside, columns: columns, key: oldKey,
      leavesOut: ["data_exception", "integrity_constraint_violation", "syntax_error_or_access_rule_violation"],
      name: keeper)
  }

  var moves: [Move] {
    required + [make] + pointers + [keep, fill, gate] + goingKeys + wayBack + [exchange] + proven + retirement
  }

  /// A key has no NULL.
  private var required: [Move] {
    newKey.filter { old.columns[$0]?.isNullable == true }.flatMap { column in
      let stated = context.filling(of: old.name, column)
      let filling = stated.map { [ColumnMoves(old, context).fill(column, with: $0.sql, phase: .expand)] } ?? []
      return ConstraintMoves(old, context).notNull(column, phase: .expand, filling: filling).map { move in
        guard move.name.hasPrefix("require-") else { return move }
        return move.with {
          $0.hazards.append(
            "Code that writes \(shown) without \(column) is refused from here on: no key of a partitioned table takes NULL."
          )
        }
      }
    }
  }

  private var make: Move {
    let strategy = new.partitionKey?.strategy.rawValue.lowercased() ?? ""
    let by = new.partitionKey?.elements.map(\.display).joined(separator: ", ") ?? ""
    let count = shape.partitions.count
    return Move(
      MigrationStep.name("make", beside.display, "partitioned"),
      "Makes \(shown) partitioned by \(strategy) (\(by)) with \(count) partition\(count == 1 ? "" : "s"), under the name \(beside.display).",
      phase: .expand, on: beside, up: []
    ).with { move in
      let tables = shape.beside(beside, twins)
      move.made = { state in
        var wanted = state
        for table in tables { wanted.tables.append(table) }
        return TableExchange.bothWays(state, wanted)
      }
    }
  }

  /// Keys of the new table, while it has no row to be proven: each makes the writers of one table wait for a moment.
  private var pointers: [Move] {
    let targets = new.foreignKeys.map(\.target)
    return Set(targets).sorted().map { target in
      let keys = new.foreignKeys.filter { $0.target == target }
      let alter = Altering(beside)
      return Move(
        MigrationStep.name("point", beside.display, "at", target.display),
        "Rows of \(beside.display) must point at rows of \(target.display), as those of \(shown) do.", phase: .expand,
        on: target, up: keys.map { alter.add(SQLWriter().foreignKeyDefinition($0)) },
        down: keys.reversed().map { alter.dropConstraint($0.name) })
    }
  }

  private var keep: Move {
    Move(
      MigrationStep.name("keep", beside.display, "in", "step"),
      "Whatever is written to \(shown) is written to \(beside.display) as well.", phase: .expand, on: old.name,
      up: forth.create, down: forth.drop
    ).with {
      $0.hazards = ["Each write of \(shown) is two until the contract phase, in the same transaction."]
    }
  }

  private var pace: (rows: Int, pause: Int) { context.facts.paces[old.name] ?? (5000, 100) }

  private var fill: Move {
    let batch = pace
    return Move(
      MigrationStep.name("copy", shown, "to", beside.display), "Copies the rows of \(shown) that are there.",
      phase: .expand, on: old.name, up: [forth.copy(by: oldKey, batch: batch.rows, pause: batch.pause)], down: []
    ).with {
      $0.isTransactional = false
      $0.isData = true
      $0.isLong = true
      $0.batch = (batch.rows, batch.pause)
      $0.locks = locks(.rowShare, .rowExclusive)
      $0.before = uncovered.map { [$0] } ?? []
      $0.after = [left]
      $0.hazards = ["Who changes a row of the batch that is being copied waits until that batch has committed."]
      if uncovered != nil { $0.hazards.append("The copy stops at a row that no partition takes.") }
    }
  }

  private func locks(_ first: LockMode, _ second: LockMode) -> [StatementEffect.Lock] {
    [StatementEffect.Lock(old.name, first)]
      + ([beside] + shape.partitions.map(\.name)).map { StatementEffect.Lock($0, second) }
  }

  private var uncovered: StepCheck? {
    PartitionCover(context.goal).condition(old.name).map { condition in
      StepCheck(
        "rows of \(shown) that no partition takes",
        sql: "SELECT count(*) FROM \(QuotedIdentifier.text(old.name)) WHERE (\(condition)) IS NOT TRUE", expected: "0")
    }
  }

  private var left: StepCheck {
    StepCheck(
      "rows that are not the same in \(shown) and \(beside.display)", sql: forth.differences(by: oldKey), expected: "0")
  }

  private var gate: Move {
    Move(
      MigrationStep.name("expect", beside.display, "to", "equal", shown),
      "Goes on only when \(beside.display) holds what \(shown) holds.", phase: .expand, on: old.name,
      up: [forth.gate(by: oldKey)], down: []
    ).with {
      $0.isData = true
      $0.reads = [old.name, beside]
      $0.locks = locks(.accessShare, .accessShare)
    }
  }

  /// Keys of others to columns that are no key any more.
  private var goingKeys: [Move] {
    incoming.filter { !$0.stays }.flatMap { table, key, _ in
      Move.inverted(ConstraintMoves(table, context).foreignKey(key, phase: .expand), phase: .expand).map { move in
        guard !move.up.isEmpty else { return move }
        return move.with {
          $0.hazards.append(
            "From here on nothing keeps \(table.name.display) (\(key.columns.joined(separator: ", "))) from pointing at no row of \(shown): a key of a partitioned table holds \(missing(key.targetColumns)), too."
          )
        }
      }
    }
  }

  private func missing(_ columns: [String]) -> String {
    newKey.filter { !columns.contains($0) }.joined(separator: ", ")
  }

  private var wayBack: [Move] {
    incoming.filter { $0.stays && $0.key.isValidated }.map { table, key, _ in
      Move(
        MigrationStep.name("prove", key.name, "on", "the", "way", "back"),
        "On the way back: proves \(key.name) again.", phase: .expand, on: table.name, up: [],
        down: [Altering(table.name).validate(key.name)]
      ).with { $0.isDownLong = true }
    }
  }

  private var proven: [Move] {
    incoming.filter { $0.stays && $0.key.isValidated }.map { table, key, _ in
      Move(
        MigrationStep.name("validate", key.name),
        "Proves \(key.name) for the rows of \(table.name.display) that are there, while they are written.",
        phase: .expand, on: table.name, up: [Altering(table.name).validate(key.name)], down: []
      ).with { $0.isLong = true }
    }
  }

  private var exchange: Move {
    let exchange = TableExchange(
      table: old.name, beside: beside, aside: aside, twins: twins, kept: kept, forth: forth, back: back)
    return Move(
      MigrationStep.name("exchange", shown),
      "\(shown) is partitioned from here on; the table of before goes on as \(aside.display).", phase: .expand,
      on: old.name, up: []
    ).with { move in
      move.made = { state in
        let up = exchange.statements(on: state, isBack: false)
        return (up, exchange.statements(on: MigrationContext.schema(state, after: up), isBack: true))
      }
      move.before = [left]
      move.hazards = hazards
      move.loses = "Rows that \(aside.display) refuses: what its keys and checks do not take."
      move.keep = "SELECT of the rows of \(shown) that \(aside.display) does not have, before it runs"
    }
  }

  private var hazards: [String] {
    var hazards: [String] = []
    if uncovered != nil {
      hazards.append(
        "A row that no partition of \(shown) takes is refused from here on: there is no default partition.")
    }
    for key in shape.repeatable {
      let columns = key.columns.joined(separator: ", ")
      hazards.append(
        "\(shown) (\(columns)) may repeat from here on, and ON CONFLICT (\(columns)) finds no key: \(missing(key.columns)) belongs to each key of it."
      )
    }
    let views = context.base.views.filter { $0.isMaterialized && $0.reads.contains(old.name) }
    hazards += views.map { "\($0.name.display) is filled anew while \(shown) is locked." }
    return hazards
  }

  // MARK: Afterwards

  private var retirement: [Move] {
    var gone = old
    gone.name = aside
    func renamed(_ key: KeyConstraint) -> KeyConstraint {
      var key = key
      key.name = kept[key.name] ?? key.name
      return key
    }
    gone.primaryKey = old.primaryKey.map(renamed)
    gone.uniqueConstraints = old.uniqueConstraints.map(renamed)
    let refill = Move(
      MigrationStep.name("copy", shown, "to", aside.display), "Copies the rows of \(shown) to \(aside.display).",
      phase: .contract, on: old.name, up: [back.copy(by: newKey, batch: pace.rows, pause: pace.pause)], down: []
    ).with {
      $0.isTransactional = false
      $0.isData = true
      $0.isLong = true
      $0.back = .statements([])
      $0.inverse = (
        MigrationStep.name("copy", shown, "to", aside.display, "back"),
        "On the way back: copies the rows of \(shown) to \(aside.display)."
      )
    }
    let keys = old.foreignKeys.filter(\.isEnforced).flatMap { key in
      Move.inverted(ConstraintMoves(gone, context).foreignKey(key, phase: .contract), phase: .contract)
    }
    let drop = Move(
      MigrationStep.name("drop", aside.display), "Drops \(shown) as it was before it was partitioned.",
      phase: .contract, on: aside, up: back.drop + ["DROP TABLE IF EXISTS \(QuotedIdentifier.text(aside))"])
    return Move.inverted([refill], phase: .contract).map { $0.onlyBack() } + keys + [drop]
  }
}
