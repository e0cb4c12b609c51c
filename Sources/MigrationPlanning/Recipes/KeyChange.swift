import SQLWriting
import SchemaModel

/// Another primary key, or none: the index of the new one is built while rows are written and then takes the place of the
/// old one, whose index is built so on the way back. Keys that point at the rows go over with it.
struct KeyChange {
  /// A foreign key before and after.
  struct Pointer {
    let table: Table
    let before: ForeignKey
    let after: ForeignKey
  }

  let table: Table
  let old: KeyConstraint
  let new: KeyConstraint?
  let context: MigrationContext
  let pointers: [Pointer]

  /// Nothing when no such change is made, or something that stays points at the rows by the old key.
  init?(_ table: Table, to new: Table, _ context: MigrationContext) {
    guard let key = table.primaryKey, key.columns != new.primaryKey?.columns, table.partitionKey == nil,
      table.partitionOf == nil
    else { return nil }
    guard let pointers = Self.pointers(table, key, new.primaryKey, context) else { return nil }
    self.pointers = pointers
    self.table = table
    old = key
    self.new = new.primaryKey
    self.context = context
  }

  /// Whether a key of a table goes over in the step that changes the key which it points at.
  static func carries(_ key: ForeignKey, of table: ObjectName, _ context: MigrationContext) -> Bool {
    guard let target = context.base.tables[key.target], let new = context.goal.tables[key.target],
      let change = KeyChange(target, to: new, context)
    else { return false }
    return change.pointers.contains { $0.table.name == table && $0.before.name == key.name }
  }

  /// Whether nothing that a foreign key could point at is there before the last hop.
  static func isMissed(by key: ForeignKey, _ context: MigrationContext) -> Bool {
    guard let target = context.base.tables[key.target], let new = context.goal.tables[key.target],
      let primary = target.primaryKey, let wanted = new.primaryKey, wanted.columns != primary.columns,
      Set(wanted.columns) == Set(key.targetColumns), !target.isUnique(wanted.columns),
      !new.uniqueConstraints.contains(where: { Set($0.columns) == Set(wanted.columns) })
    else { return false }
    return KeyChange(target, to: new, context) == nil
  }

  private static func pointers(
    _ table: Table, _ key: KeyConstraint, _ wanted: KeyConstraint?, _ context: MigrationContext
  ) -> [Pointer]? {
    var pointers: [Pointer] = []
    for other in context.base.tables {
      for before in other.foreignKeys
      where before.target == table.name && Set(before.targetColumns) == Set(key.columns) {
        guard let later = context.goal.tables[other.name] else { return nil }
        guard let after = later.foreignKeys.first(where: { $0.name == before.name }) else {
          // It is dropped before code that knows the new key comes.
          if before.columns.allSatisfy(later.columns.contains) { continue } else { return nil }
        }
        let isSame = before.columns.allSatisfy { later.columns[$0]?.type == other.columns[$0]?.type }
        guard after.target == table.name, Set(after.targetColumns) == Set(wanted?.columns ?? []), isSame,
          after.columns == before.columns, after.isEnforced, before.isEnforced, other.partitionKey == nil,
          other.partitionOf == nil
        else { return nil }
        pointers.append(Pointer(table: other, before: before, after: after))
      }
    }
    return pointers
  }

  /// The column whose values the rows that point here have, where they had those of another.
  func stand(for column: String) -> String? {
    pointers.lazy.compactMap { pointer in
      pointer.before.targetColumns.firstIndex(of: column).map { pointer.after.targetColumns[$0] }
    }.first
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
      up: gone(\.before) + [alter.dropConstraint(old.name), taking(beside, as: new)] + unproven(\.after),
      down: gone(\.after) + [alter.dropConstraint(new.name), taking(aside, as: old)] + unproven(\.before))
    let proofs = pointers.map { pointer in
      let moves = ConstraintMoves(pointer.table, context)
      let onWayBack = Move.inverted(
        Array(moves.foreignKey(pointer.before, phase: .migrate).dropFirst()), phase: .migrate)
      return (onWayBack, moves.foreignKey(pointer.after, phase: .migrate).dropFirst())
    }
    let back = Move.inverted(
      Array(constraints.unique(old, isPrimary: true, phase: .contract, index: aside).prefix(1)), phase: .contract
    ).map { move in
      move.with {
        $0.name = MigrationStep.name("build", aside, "on", "the", "way", "back")
        $0.summary = "On the way back: builds \(aside), which becomes \(old.name) again."
      }
    }
    return (build + proofs.flatMap(\.0) + [swap] + proofs.flatMap(\.1), back)
  }

  private func gone(_ key: KeyPath<Pointer, ForeignKey>) -> [String] {
    pointers.map { Altering($0.table.name).dropConstraint($0[keyPath: key].name) }
  }

  private func unproven(_ key: KeyPath<Pointer, ForeignKey>) -> [String] {
    pointers.map { pointer in
      var unproven = pointer[keyPath: key]
      unproven.isValidated = false
      return Altering(pointer.table.name).add(SQLWriter().foreignKeyDefinition(unproven))
    }
  }

  private func taking(_ index: String, as key: KeyConstraint) -> String {
    let deferral = key.deferral == .notDeferrable ? "" : " \(key.deferral.rawValue)"
    return alter.add(
      "CONSTRAINT \(QuotedIdentifier.text(key.name)) PRIMARY KEY USING INDEX \(QuotedIdentifier.text(index))\(deferral)"
    )
  }
}
