import SQLWriting
import SchemaModel
import StatementLocks

/// A table in use that becomes a partitioned one: made beside it, kept in step, filled, and put in its place by a change of names.
struct Partitioning {
  let shape: PartitionedShape
  let context: MigrationContext
  /// What the partitioned one is called before the exchange, and the other one after it.
  let beside: ObjectName
  let aside: ObjectName
  /// Keys and indexes: what they are called beside before the exchange, and those of the old table after it.
  let twins: [String: String]
  let kept: [String: String]
  let keeper: String
  /// When the names change: with nothing else to be changed of the table, once no old code says which key it has.
  var phase = MigrationStep.Phase.expand

  var old: Table { shape.old }
  var new: Table { shape.table }
  var shown: String { old.name.display }
  var oldKey: [String] { old.primaryKey?.columns ?? [] }
  var newKey: [String] { new.primaryKey?.columns ?? [] }
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
    keeper = RowMirror.name(old.name, context)
    context.keepers.formUnion(forth.triggers)
  }

  // MARK: The schema that it leads to

  /// Foreign keys of others, and whether the new keys still serve them.
  var incoming: [(table: Table, key: ForeignKey, stays: Bool)] {
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

  private func mirror(to target: ObjectName, order: [String], conflict: [String], _ leavesOut: [String]) -> RowMirror {
    RowMirror(
      source: old.name, target: target, columns: columns, key: newKey, order: order, conflict: conflict,
      leavesOut: ["data_exception", "integrity_constraint_violation"] + leavesOut, name: keeper)
  }
  var forth: RowMirror { mirror(to: beside, order: oldKey, conflict: newKey, []) }
  /// Columns may have gone, or be of another type, by then.
  var back: RowMirror { mirror(to: aside, order: newKey, conflict: oldKey, ["syntax_error_or_access_rule_violation"]) }

  var moves: [Move] {
    required + [make] + pointers + [keep, fill] + knownKeys + covered + [analyze, gate] + goingKeys + wayBack + [
      exchange
    ]
      + proven + retirement
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
      if uncovered != nil {
        $0.hazards.append(
          "A row that no partition takes stays in \(shown) alone; the step that compares both finds it.")
      }
    }
  }

  var pace: Pace { context.facts.paces[old.name] ?? Pace() }

  private var fill: Move {
    Move(
      MigrationStep.name("copy", shown, "to", beside.display), "Copies the rows of \(shown) that are there.",
      phase: .expand, on: old.name, up: [forth.copy(pace)], down: []
    ).with {
      $0.isTransactional = false
      $0.isData = true
      $0.isLong = true
      $0.pace = pace
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

  private var cover: String? { PartitionCover(context.goal).condition(old.name) }

  private var uncovered: StepCheck? {
    cover.map { condition in
      StepCheck(
        "rows of \(shown) that no partition takes",
        sql: "SELECT count(*) FROM \(QuotedIdentifier.text(old.name)) WHERE (\(condition)) IS NOT TRUE", expected: "0")
    }
  }

  private var left: StepCheck {
    StepCheck("rows that are not the same in \(shown) and \(beside.display)", sql: forth.differences, expected: "0")
  }

  /// New code finds the key that it knows rows by before it is that of the partitioned table.
  private var knownKeys: [Move] {
    guard phase == .migrate else { return [] }
    return new.keys.filter { key in !old.keys.contains { Set($0.columns) == Set(key.columns) } }.map { key in
      var index = ConstraintMoves.index(of: key, named: key.name)
      index.name = context.free(TakenNames.cut(key.name, to: 50) + "_before", in: old.name.schema)
      let columns = key.columns.joined(separator: ", ")
      return IndexSteps(context.base).concurrently(
        index, old.name, "ON CONFLICT (\(columns)) finds it before \(shown) is partitioned", phase: .expand)
    }
  }

  /// No row may come between the comparison and the exchange that would be missed after it.
  private var covered: [Move] {
    guard let cover else { return [] }
    let name = TakenNames.freeConstraint(TakenNames.cut(old.name.name, to: 50) + "_in_partitions", of: old)
    let check = CheckConstraint(name, SQLExpression("(\(cover)) IS TRUE"))
    return ConstraintMoves(old, context).check(check, phase: phase).map { move in
      guard move.name == MigrationStep.name("add", name) else { return move }
      return move.with {
        $0.summary = "New rows of \(shown) must have a partition."
        $0.hazards.append(
          "A row that no partition of \(shown) takes is refused from here on: there is no default partition.")
      }
    }
  }

  /// Nothing has counted the rows of the whole, and nothing does so by itself.
  private var analyze: Move {
    Move(
      MigrationStep.name("analyze", beside.display),
      "Counts what \(beside.display) holds, by which queries on \(shown) are planned from the exchange on.",
      phase: phase, on: beside, up: ["ANALYZE \(QuotedIdentifier.text(beside))"], down: []
    ).with {
      $0.isData = true
      $0.reads = [old.name]
      $0.locks = ([beside] + shape.partitions.map(\.name)).map { StatementEffect.Lock($0, .shareUpdateExclusive) }
    }
  }

  private var gate: Move {
    compare(
      MigrationStep.name("expect", beside.display, "to", "equal", shown),
      "Goes on only when \(beside.display) holds what \(shown) holds.", forth.differences,
      hint: "Run the step that copies the rows again, and delete what only \(beside.display) holds.", phase: phase,
      locks: locks(.accessShare, .accessShare), reads: [old.name, beside])
  }

  func compare(
    _ name: String, _ summary: String, _ counted: String, hint: String, phase: MigrationStep.Phase,
    locks: [StatementEffect.Lock], reads: [ObjectName]
  ) -> Move {
    Move(name, summary, phase: phase, on: old.name, up: [RowGate.sql(counted, hint: hint)], down: []).with {
      $0.isData = true
      $0.reads = reads
      $0.locks = locks
    }
  }
}
