import SQLWriting
import SchemaModel

/// Another primary key, or none: the index of the new one is built while rows are written and then takes the place of the
/// old one, whose index is built so on the way back.
struct KeyChange {
  let table: Table
  let old: KeyConstraint
  let new: KeyConstraint?
  let context: MigrationContext

  /// Nothing when no such change is made, or something points at the rows by the old key.
  init?(_ table: Table, to new: Table, _ context: MigrationContext) {
    guard let key = table.primaryKey, key.columns != new.primaryKey?.columns, table.partitionKey == nil,
      table.partitionOf == nil
    else { return nil }
    let isPointedAt = context.base.tables.contains { other in
      other.foreignKeys.contains { $0.target == table.name && Set($0.targetColumns) == Set(key.columns) }
    }
    guard !isPointedAt else { return nil }
    self.table = table
    old = key
    self.new = new.primaryKey
    self.context = context
  }

  private var constraints: ConstraintMoves { ConstraintMoves(table, context) }
  private var alter: Altering { Altering(table.name) }
  private func name(_ key: KeyConstraint, _ ending: String) -> String {
    context.free(TakenNames.cut(key.name, to: 55) + ending, in: table.name.schema)
  }

  /// What is put in the place of the old key, and what comes before columns go: on the way back they are there again.
  var moves: (swap: [Move], before: [Move]) {
    guard let new else {
      return (Move.inverted(constraints.unique(old, isPrimary: true, phase: .migrate), phase: .migrate), [])
    }
    let beside = name(new, "_new")
    let aside = name(old, "_before")
    let build = constraints.unique(new, isPrimary: true, phase: .migrate, index: beside).prefix(1)
    let shown = table.name.display
    let swap = Move(
      MigrationStep.name("swap", "primary", "key", "of", shown),
      "\(shown) has its rows by \(new.columns.joined(separator: ", ")) where it had them by "
        + "\(old.columns.joined(separator: ", ")).", phase: .migrate, on: table.name,
      up: [alter.dropConstraint(old.name), taking(beside, as: new)],
      down: [alter.dropConstraint(new.name), taking(aside, as: old)])
    let back = Move.inverted(
      Array(constraints.unique(old, isPrimary: true, phase: .contract, index: aside).prefix(1)), phase: .contract
    ).map { move in
      move.with {
        $0.name = MigrationStep.name("build", aside, "on", "the", "way", "back")
        $0.summary = "On the way back: builds \(aside), which becomes \(old.name) again."
      }
    }
    return (build + [swap], back)
  }

  private func taking(_ index: String, as key: KeyConstraint) -> String {
    let deferral = key.deferral == .notDeferrable ? "" : " \(key.deferral.rawValue)"
    return alter.add(
      "CONSTRAINT \(QuotedIdentifier.text(key.name)) PRIMARY KEY USING INDEX \(QuotedIdentifier.text(index))\(deferral)"
    )
  }
}
