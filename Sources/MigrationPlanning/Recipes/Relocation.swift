import SQLWriting
import SchemaModel
import StatementLocks

/// Columns that go on in another table with the same key: a table split in two, or two that become one.
struct Relocation {
  let source: Table
  let target: Table
  /// Columns under their names in the two.
  let columns: [(old: String, new: String)]
  let context: MigrationContext
  let pair: RowPair

  /// Nil with a reason when the rows of the two tables can not be told to belong together.
  static func make(
    _ source: Table, _ target: Table, _ columns: [(old: String, new: String)], _ context: MigrationContext
  ) -> (Relocation?, String?) {
    if let because = difference(source, target, columns) { return (nil, because) }
    let isNew = !context.base.tables.contains(target.name)
    let orders = isNew ? [(source, target, true)] : [(target, source, false), (source, target, true)]
    for (parent, child, isForth) in orders {
      guard let keys = keys(parent, child) else { continue }
      if let held = columns.first(where: { pair in
        keys.contains { (isForth ? $0.parent : $0.child) == pair.old }
      }) {
        return (nil, "\(held.old) is part of the key")
      }
      let given = Set(keys.map(\.child) + columns.map { isForth ? $0.new : $0.old })
      if let lone = child.columns.first(where: {
        !given.contains($0.name) && !$0.isNullable && $0.defaultExpression == nil && $0.identity == nil
          && $0.generated == nil
      }) {
        return (nil, "nothing says what \(child.name.display).\(lone.name) is of a row of \(parent.name.display)")
      }
      return (Relocation(source, target, columns, parent, child, keys, isForth, context), nil)
    }
    let (from, to) = (source.name.display, target.name.display)
    return (nil, "no key of \(to) is the key of \(from): neither a foreign key nor the same primary key says so")
  }

  /// Why a value of the one is none of the other.
  private static func difference(_ source: Table, _ target: Table, _ columns: [(old: String, new: String)]) -> String? {
    let from = source.name.display
    let to = target.name.display
    for (old, new) in columns {
      guard let before = source.columns[old], let after = target.columns[new] else {
        return "\(from).\(old) or \(to).\(new) is not there"
      }
      guard before.type == after.type else {
        return "\(from).\(old) is \(before.type.display) and \(to).\(new) is \(after.type.display)"
      }
      if before.generated != nil || after.generated != nil || before.identity != nil || after.identity != nil {
        return "\(from).\(old) or \(to).\(new) is generated"
      }
    }
    guard [source, target].allSatisfy({ $0.kind == .ordinary && $0.partitionKey == nil && $0.partitionOf == nil })
    else {
      return "\(from) or \(to) is partitioned"
    }
    return nil
  }

  /// Columns of the child, unique there, that hold the key of the parent.
  private static func keys(_ parent: Table, _ child: Table) -> [(parent: String, child: String)]? {
    func isKey(_ columns: [String], of table: Table) -> Bool { table.keys.contains { Set($0.columns) == Set(columns) } }
    func isAlike(_ pairs: [(parent: String, child: String)]) -> Bool {
      pairs.allSatisfy { parent.columns[$0.parent]?.type == child.columns[$0.child]?.type }
    }
    for key in child.foreignKeys where key.target == parent.name {
      let pairs = zip(key.targetColumns, key.columns).map { (parent: $0, child: $1) }
      if isKey(key.columns, of: child), isKey(key.targetColumns, of: parent), isAlike(pairs) { return pairs }
    }
    guard let key = parent.primaryKey?.columns, Set(child.primaryKey?.columns ?? []) == Set(key) else { return nil }
    let pairs = key.map { (parent: $0, child: $0) }
    return isAlike(pairs) ? pairs : nil
  }

  /// Whether the columns go from the table whose rows are there by themselves.
  let isForth: Bool

  private init(
    _ source: Table, _ target: Table, _ columns: [(old: String, new: String)], _ parent: Table, _ child: Table,
    _ keys: [(parent: String, child: String)], _ isForth: Bool, _ context: MigrationContext
  ) {
    self.source = source
    self.target = target
    self.columns = columns
    self.isForth = isForth
    self.context = context
    let both = columns.map { (parent: isForth ? $0.old : $0.new, child: isForth ? $0.new : $0.old) }
    let needed = both.filter { child.columns[$0.child]?.isNullable == false }
    let resets = both.compactMap { pair in
      isForth ? source.columns[pair.parent]?.defaultExpression.map { (pair.parent, $0.sql) } : nil
    }
    func free(_ table: ObjectName) -> String {
      context.free(TakenNames.cut("zz_keep_\(table.name)_\(columns[0].new)", to: 50), in: source.name.schema)
    }
    pair = RowPair(
      parent: parent.name, child: child.name, keys: keys, columns: both,
      // What is to be required in a table in use is so only later.
      required: isForth && context.base.tables.contains(target.name) ? [] : needed.map(\.parent),
      resets: Dictionary(resets, uniquingKeysWith: { first, _ in first }),
      names: .init(parent: free(parent.name), child: free(child.name)),
      isOwned: !context.base.tables.contains(target.name) || child.foreignKeys.contains { $0.target == parent.name })
    context.keepers.formUnion(pair.triggers)
  }

  // MARK: Steps

  var from: String { source.name.display }
  var to: String { target.name.display }
  var isTargetNew: Bool { !context.base.tables.contains(target.name) }
  var isSourceGone: Bool { !context.goal.tables.contains(source.name) }
  /// Whether nothing but the key and these columns is in the table that goes.
  var isWhole: Bool {
    let known = Set(columns.map(\.old) + pair.keys.map { isForth ? $0.parent : $0.child })
    return isSourceGone && !isForth && source.columns.allSatisfy { known.contains($0.name) }
  }
  var pace: Pace { context.facts.paces[target.name] ?? context.facts.paces[source.name] ?? Pace() }
  var words: String { columns.map(\.old).joined(separator: ", ") }
  func push(_ isForth: Bool) -> String {
    isForth
      ? pair.push(pace) : pair.pull(pace)
  }

  var moves: [Move] { adding + freeing + keeping + [copy, gate] + requiring + contraction }

  private var adding: [Move] {
    guard !isTargetNew else { return [] }
    let alter = Altering(target.name)
    return columns.compactMap { target.columns[$0.new] }.map { column in
      var plain = column
      plain.isNullable = true
      plain.defaultExpression = nil
      plain.comment = nil
      return Move(
        MigrationStep.name("add", to, column.name), "Adds \(to).\(column.name).", phase: .expand, on: target.name,
        up: [alter.addColumn(plain)], down: [alter.dropColumn(column.name)]
      ).with { $0.hazards = ambiguities(with: column.name) }
    }
  }

  /// Code that no longer knows a column has to be able to write.
  private var freeing: [Move] {
    guard isForth else { return [] }
    return columns.filter { source.columns[$0.old]?.isNullable == false }.flatMap {
      ConstraintMoves(source, context).dropNotNull($0.old, phase: .expand)
    }
  }

  private var keeping: [Move] {
    [
      Move(
        MigrationStep.name("keep", pair.child.display, "in", "step"),
        "What is written of \(pair.parent.display) (\(pair.columns.map(\.parent).joined(separator: ", "))) is written to \(pair.child.display), too.",
        phase: .expand, on: pair.parent, up: pair.createOnParent, down: pair.dropOnParent
      ).with {
        $0.hazards = [
          "A value that \(pair.child.display) refuses stays in \(pair.parent.display) alone; the step that expects both to be the same finds it."
        ]
        if isTargetNew { $0.hazards += ambiguities(with: nil) }
      },
      Move(
        MigrationStep.name("keep", pair.parent.display, "in", "step"),
        "What is written of \(pair.child.display) (\(pair.columns.map(\.child).joined(separator: ", "))) is written to \(pair.parent.display), too.",
        phase: .expand, on: pair.child, up: pair.createOnChild, down: pair.dropOnChild
      ).with {
        guard !pair.resets.isEmpty else { return }
        $0.hazards = [
          "Until the contract phase an INSERT into \(pair.child.display) takes the place of a row with the same key."
        ]
      },
    ]
  }

  func copying(_ name: String, _ summary: String, _ sql: String, _ phase: MigrationStep.Phase) -> Move {
    Move(name, summary, phase: phase, on: source.name, up: [sql], down: []).with {
      $0.isTransactional = false
      $0.isData = true
      $0.isLong = true
      $0.pace = pace
      $0.back = .statements([])
      $0.inverse = ("\(name)-back", "On the way back: \(summary.prefix(1).lowercased())\(summary.dropFirst())")
    }
  }

  private var copy: Move {
    let locks = [StatementEffect.Lock(source.name, .rowShare), StatementEffect.Lock(target.name, .rowExclusive)]
    return copying(
      MigrationStep.name("copy", from, columns[0].old, "to", to), "Copies \(words) of \(from) to \(to).", push(isForth),
      .expand
    ).with {
      $0.locks = locks
      $0.after = [left]
    }
  }

  private var left: StepCheck {
    StepCheck("rows that are not the same in \(from) and \(to)", sql: pair.differences, expected: "0")
  }

  private var gate: Move {
    gate(
      MigrationStep.name("expect", to, "to", "have", words),
      "Goes on only when \(to) has what \(from) has of \(words).",
      hint: "Run the step that copies the values again.", phase: .expand)
  }

  /// What a trigger could not write to the other table is found before one of them goes.
  var lastGate: Move {
    gate(
      MigrationStep.name("expect", "both", "to", "have", words),
      "Goes on only when \(from) and \(to) still hold the same of \(words).",
      hint: "Decide which of \(from) and \(to) is right for each of these rows, and write it to the other one.",
      phase: .contract)
  }

  private func gate(_ name: String, _ summary: String, hint: String, phase: MigrationStep.Phase) -> Move {
    let tables = [source.name, target.name].sorted()
    return Move(name, summary, phase: phase, on: source.name, up: [pair.gate(hint: hint)], down: []).with {
      $0.isData = true
      $0.reads = tables
      $0.locks = tables.map { StatementEffect.Lock($0, .accessShare) }
    }
  }

  /// What the columns are in a table in use once no code writes it without them.
  private var requiring: [Move] {
    guard !isTargetNew, let before = context.base.tables[target.name] else { return [] }
    let alter = Altering(target.name)
    return columns.compactMap { target.columns[$0.new] }.flatMap { column -> [Move] in
      var moves: [Move] = []
      if let value = column.defaultExpression {
        moves.append(
          Move(
            MigrationStep.name("set", "default", "of", to, column.name),
            "New rows get \(value.sql) as \(to).\(column.name).", phase: .migrate, on: target.name,
            up: [alter.column(column.name, "SET DEFAULT \(value.sql)")],
            down: [alter.column(column.name, "DROP DEFAULT")]
          ))
      }
      if !column.isNullable {
        let stated = context.filling(of: target.name, column.name)
        let filling =
          stated.map { [ColumnMoves(before, context).fill(column.name, with: $0.sql, phase: .migrate)] } ?? []
        moves += ConstraintMoves(before, context).notNull(column.name, phase: .migrate, filling: filling)
      }
      return moves
    }
  }

  var releases: Releases {
    var releases = Releases()
    for (old, new) in columns {
      releases.first.append("reads and writes \(to).\(new) where it did \(from).\(old)")
      releases.last.append("no code knows \(from).\(old) any more")
    }
    return releases
  }
}
