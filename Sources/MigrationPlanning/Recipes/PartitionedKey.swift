import SQLWriting
import SchemaModel

/// A key of a partitioned table: each partition gets its own, built while rows are written, and the whole takes these over.
struct PartitionedKey {
  let table: Table
  let key: KeyConstraint
  let isPrimary: Bool
  let context: MigrationContext

  func moves(phase: MigrationStep.Phase) -> [Move] {
    let parts = PartitionTree(context.base).leaves(of: table.name).flatMap { leaf -> [Move] in
      guard let part = context.base.tables[leaf], part.kind == .ordinary, own(part.keys) == nil else { return [] }
      var own = own(context.goal.tables[leaf]?.keys ?? []) ?? key
      if context.goal.tables[leaf] == nil {
        own.name = context.free(TakenNames.cut("\(leaf.name)_\(key.name)", to: 60), in: leaf.schema)
      }
      own.comment = nil
      return ConstraintMoves(part, context).unique(own, isPrimary: isPrimary, phase: phase)
    }
    var plain = key
    plain.comment = nil
    let alter = Altering(table.name)
    let whole = Move(
      MigrationStep.name("join", key.name),
      "\(table.name.display) takes over the keys of its partitions as \(key.name).",
      phase: phase, on: table.name,
      up: [alter.add(isPrimary ? SQLWriter().primaryKeyDefinition(plain) : SQLWriter().uniqueDefinition(plain))],
      down: [alter.dropConstraint(key.name)])
    return parts + [whole]
  }

  private func own(_ keys: [KeyConstraint]) -> KeyConstraint? {
    keys.first { $0.columns == key.columns && $0.includes == key.includes }
  }
}
