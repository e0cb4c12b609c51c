import CatalogComparison
import SQLWriting
import SchemaModel

/// A column in another type: made beside the old one, kept in step and filled, then put in its place by a change of names.
struct TypeChange {
  let table: Table
  let old: Column
  let new: Column
  let context: MigrationContext
  let incoming: String
  let aside: String
  let use: ColumnUse
  /// The items that use the column, by name: what they are called on the new column before the exchange, and on the old one after.
  let twins: [String: String]
  let kept: [String: String]
  let keeper: String
  /// Values of the one type in the other; `%` is the value.
  let forth: String
  let back: String
  /// The type of before and the two conversions once types have changed their names.
  var final: (type: ColumnType, forth: String, back: String)?

  init(_ table: Table, from old: Column, to new: Column, forth: String? = nil, _ context: MigrationContext) {
    self.table = table
    self.old = old
    self.new = new
    self.context = context
    incoming = context.freeColumn(TakenNames.cut(new.name, to: 55) + "_new", of: table.name)
    aside = context.freeColumn(TakenNames.cut(new.name, to: 55) + "_old", of: table.name)
    use = ColumnUse(table, old.name, as: incoming, in: context.base)
    let names = use.names
    func named(_ ending: String) -> [String: String] {
      Dictionary(
        names.map { ($0, context.free(TakenNames.cut($0, to: 55) + ending, in: table.name.schema)) },
        uniquingKeysWith: { first, _ in first })
    }
    twins = named("_new")
    kept = named("_old")
    keeper = SyncTrigger.name(table.name, new.name) { context.free($0, in: table.name.schema) }
    context.keepers.insert(keeper)
    let stated = context.filling(of: table.name, new.name)?.sql
    self.forth =
      forth ?? stated.map { IdentifierText.replacing(old.name, with: "%", in: $0) }
      .map { "(\($0))::\(new.type.sql)" } ?? Self.cast(from: old.type, to: new.type)
    back = Self.cast(from: new.type, to: old.type)
  }

  private static func cast(from old: ColumnType, to new: ColumnType) -> String {
    let numbers: Set<String> = ["int2", "int4", "int8", "numeric", "float4", "float8"]
    let times: Set<String> = ["date", "timestamp", "timestamptz"]
    let documents: Set<String> = ["json", "jsonb"]
    let isDirect =
      [numbers, times, documents].contains { $0.contains(old.name) && $0.contains(new.name) } || old.name == new.name
    return isDirect && !old.isArray ? "%::\(new.sql)" : "%::text::\(new.sql)"
  }

  /// Why it can not be made beside the old one; nil when it can.
  static func obstacle(_ table: Table, _ column: String, _ context: MigrationContext) -> String? {
    let shown = table.name.display
    if table.partitionKey != nil || table.partitionOf != nil { return "\(shown) is partitioned" }
    if !table.inherits.isEmpty || context.base.tables.contains(where: { $0.inherits.contains(table.name) }) {
      return "\(shown) is part of an inheritance"
    }
    if table.kind != .ordinary { return "\(shown) is a foreign table" }
    if table.ofType != nil { return "\(shown) is of a type" }
    if table.columns.contains(where: { $0.generated != nil }) { return "\(shown) has a generated column" }
    if !table.exclusions.isEmpty { return "\(shown) has an exclusion constraint" }
    if table.clusteredOn != nil || table.replicaIdentity?.uppercased().hasPrefix("USING") == true {
      return "an index of \(shown) orders or identifies its rows"
    }
    let family: Set<String> = ["int2", "int4", "int8"]
    let use = ColumnUse(table, column, in: context.base)
    let type = context.goal.tables[table.name]?.columns[column]?.type.name ?? ""
    let isFamily = family.contains(type) && family.contains(table.columns[column]?.type.name ?? "")
    if !isFamily, !use.incoming.isEmpty || !use.foreignKeys.isEmpty { return "foreign keys hang on it" }
    if use.incoming.contains(where: { $0.table == table.name || context.base.tables[$0.table]?.partitionKey != nil }) {
      return "a foreign key of its own table or of a partitioned one points at it"
    }
    return nil
  }

  var alter: Altering { Altering(table.name) }
  private var columns: ColumnMoves { ColumnMoves(table, context) }
  private var shown: String { "\(table.name.display).\(new.name)" }

  /// The function that keeps the two columns in step once types have changed their names, and before.
  var functions: (before: String, after: String) {
    (trigger(isExchanged: true).createFunction, trigger(isExchanged: true, isFinal: true).createFunction)
  }

  func trigger(isExchanged: Bool, isFinal: Bool = false) -> SyncTrigger {
    let forth = isFinal ? final?.forth ?? self.forth : self.forth
    let back = isFinal ? final?.back ?? self.back : self.back

    // The name that all code writes comes first before the exchange, and last after it.
    var trigger =
      isExchanged
      ? SyncTrigger(table: table.name, first: aside, second: new.name, forth: forth, back: back, named: keeper)
      : SyncTrigger(table: table.name, first: new.name, second: incoming, forth: forth, back: back, named: keeper)
    trigger.isFirstOptional = isExchanged
    return trigger
  }

  var moves: [Move] {
    var column = new
    column.name = incoming
    column.isNullable = true
    column.defaultExpression = nil
    column.identity = nil
    column.comment = nil
    let before = trigger(isExchanged: false)
    let add = Move(
      MigrationStep.name("add", table.name.display, incoming),
      "Adds \(shown) as \(new.type.display) under the name \(incoming) and keeps it in step.", phase: .expand,
      on: table.name,
      up: [alter.addColumn(column)] + before.create, down: before.drop + [alter.dropColumn(incoming)])
    let fill = columns.data(
      context.backfill(table, [(incoming, before.filling)], where: before.isBehind, as: new.name),
      MigrationStep.name("fill", table.name.display, incoming),
      "Writes \(shown) of the rows that are there as \(new.type.display).",
      .expand)
    return [add, fill] + twinMoves + wayBackMoves + [exchange] + retirement
  }

  // MARK: Beside

  private func renamedItem<Item>(_ list: KeyPath<Table, [Item]>, _ name: KeyPath<Item, String>, _ wanted: String)
    -> Item?
  {
    use.renamed[keyPath: list].first { $0[keyPath: name] == wanted }
  }

  private var twinMoves: [Move] {
    let constraints = ConstraintMoves(table, context)
    var moves: [Move] = []
    for index in use.indexes {
      guard var twin = renamedItem(\.indexes, \.name, index.name) else { continue }
      twin.name = twins[index.name] ?? index.name
      moves += IndexSteps(context.base).build(twin, on: table, because: "\(index.name) on \(incoming)")
    }
    if var twin = use.renamed.primaryKey, use.primaryKey != nil {
      twin.name = twins[twin.name] ?? twin.name
      moves += constraints.unique(twin, isPrimary: true, phase: .expand).prefix(1)
    }
    for key in use.uniques {
      guard var twin = renamedItem(\.uniqueConstraints, \.name, key.name) else { continue }
      twin.name = twins[key.name] ?? key.name
      moves += constraints.unique(twin, isPrimary: false, phase: .expand)
    }
    for check in use.checks {
      guard var twin = renamedItem(\.checks, \.name, check.name) else { continue }
      twin.name = twins[check.name] ?? check.name
      moves += constraints.check(twin, phase: .expand)
    }
    for key in use.foreignKeys {
      guard var twin = renamedItem(\.foreignKeys, \.name, key.name) else { continue }
      twin.name = twins[key.name] ?? key.name
      moves += constraints.foreignKey(twin, phase: .expand)
    }
    for (child, key) in use.incoming {
      guard let other = context.base.tables[child] else { continue }
      moves += ConstraintMoves(other, context).foreignKey(pointing(key), phase: .expand)
    }
    return moves
      + (new.isNullable ? [] : constraints.notNullWithProof(incoming, phase: .expand).map(expectingFilled))
  }

  private func expectingFilled(_ move: Move) -> Move { move.with { $0.hazards = [] } }

  private func pointing(_ key: ForeignKey) -> ForeignKey {
    var twin = key
    twin.name = twins[key.name] ?? key.name
    twin.targetColumns = key.targetColumns.map { $0 == old.name ? incoming : $0 }
    return twin
  }

  /// What the way back of the exchange needs, since it can not build anything itself.
  private var wayBackMoves: [Move] {
    var moves: [Move] = []
    if let key = use.primaryKey {
      var index = ConstraintMoves.index(of: key, named: kept[key.name] ?? key.name)
      index.storageParameters = key.storageParameters
      moves += IndexSteps(context.base).build(index, on: table, because: "the way back to \(old.type.display) needs it")
    }
    for (child, key) in use.incoming {
      moves.append(
        Move(
          MigrationStep.name("prove", key.name, "on", "the", "way", "back"),
          "On the way back: proves \(key.name) again.",
          phase: .expand, on: child, up: [], down: [Altering(child).validate(key.name)]
        ).with { $0.isDownLong = true })
    }
    return moves
  }

  // MARK: The exchange

  private var exchange: Move {
    Move(
      MigrationStep.name("exchange", table.name.display, new.name),
      "\(shown) is \(new.type.display) from here on; the old values go on as \(aside).", phase: .expand, on: table.name,
      up: []
    ).with { move in
      let proof = new.isNullable ? ([], []) : ConstraintMoves(table, context).proofGoes(incoming)
      move.made = { state in
        let up = Exchange(change: self, isBack: false).statements(on: state)
        let after = MigrationContext.schema(state, after: up)
        return (up + proof.0, Exchange(change: self, isBack: true).statements(on: after) + proof.1)
      }
      // Every value has a text.
      let isText = old.type.name == "text" && !old.type.isArray
      let unheld = "A value that \(old.type.display) can not hold is NULL in \(aside), and a way back does without it."
      move.hazards =
        (isText ? [] : [unheld]) + [
          "Statements that were prepared before it are planned anew; a client that keeps the types of results has to ask again."
        ]
      if !new.isNullable { move.isDownLong = true }
      move.loses = isText ? nil : "Values that \(old.type.display) can not hold."
    }
  }

  // MARK: Afterwards

  /// The old values go when nobody may want to go back to them.
  private var retirement: [Move] {
    var gone = old
    gone.name = aside
    gone.type = final?.type ?? old.type
    gone.isNullable = true
    gone.defaultExpression = nil
    gone.identity = nil
    var named = ColumnUse(table, old.name, as: aside, in: context.base).renamed
    rename(&named.indexes, \.name)
    // What the way back takes for its key again.
    if let key = named.primaryKey {
      var index = ConstraintMoves.index(of: key, named: kept[key.name] ?? key.name)
      index.storageParameters = key.storageParameters
      named.indexes.append(index)
      named.primaryKey = nil
    }
    rename(&named.uniqueConstraints, \.name)
    rename(&named.checks, \.name)
    rename(&named.foreignKeys, \.name)
    named.columns[aside] = gone
    let trigger = trigger(isExchanged: true, isFinal: true)
    let forward = SyncTrigger(
      table: table.name, first: new.name, second: aside, forth: final?.back ?? back, back: forth, named: keeper)
    let refill = columns.data(
      context.backfill(table, [(aside, forward.filling)], where: forward.isBehind, as: aside),
      MigrationStep.name("fill", table.name.display, aside), "Writes \(aside) as \(old.type.display) again.", .contract)
    let proven = old.isNullable ? [] : ConstraintMoves(table, context).provenOnWayBack(aside, phase: .contract)
    return proven + ColumnMoves(named, context).retire(gone, free: .contract, fill: refill, keeper: trigger)
  }

  private func rename<Item>(_ items: inout [Item], _ name: WritableKeyPath<Item, String>) {
    for index in items.indices {
      if let other = kept[items[index][keyPath: name]] { items[index][keyPath: name] = other }
    }
  }
}

extension ColumnUse {
  /// Constraints and indexes, those of other tables that point here included.
  var names: [String] {
    (primaryKey.map { [$0.name] } ?? []) + uniques.map(\.name) + checks.map(\.name) + foreignKeys.map(\.name)
      + indexes.map(\.name) + incoming.map(\.key.name)
  }
}
