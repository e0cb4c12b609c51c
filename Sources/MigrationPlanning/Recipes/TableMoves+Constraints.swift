import SQLWriting
import SchemaModel

/// Rules that come, change and go.
extension TableMoves {
  mutating func constraintMoves() -> [Move] {
    var moves: [Move] = []
    for check in new.checks where check.isLocal {
      guard let before = old.checks.first(where: { $0.name == check.name }) else {
        moves += constraints.check(check, phase: isAllNew(check) ? .expand : .migrate)
        releases.first.append("writes only rows of \(shown) that meet \(check.name)")
        continue
      }
      guard before.expression != check.expression || before.isInherited != check.isInherited else { continue }
      let beside = named(check)
      moves += replace(before.name, with: beside.name, constraints.check(beside, phase: .migrate))
      releases.first.append("writes only rows of \(shown) that meet \(check.name)")
    }
    for key in new.foreignKeys where key.isEnforced && !KeyChange.isMissed(by: key, context) {
      guard let before = old.foreignKeys.first(where: { $0.name == key.name }) else {
        pointing += come(key)
        continue
      }
      if !isSame(before, key), old.partitionKey == nil, !KeyChange.carries(before, of: old.name, context) {
        let beside = named(key)
        moves += replace(before.name, with: beside.name, constraints.foreignKey(beside, phase: .migrate))
      }
    }
    return moves + keyMoves() + goingConstraints()
  }

  private mutating func come(_ key: ForeignKey) -> [Move] {
    releases.first.append(
      "writes only rows of \(shown) whose \(key.columns.joined(separator: ", ")) is there in \(key.target.display)")
    return constraints.foreignKey(key, phase: .migrate)
  }

  private func isSame(_ left: ForeignKey, _ right: ForeignKey) -> Bool {
    func plain(_ key: ForeignKey) -> ForeignKey {
      var key = key
      key.span = nil
      key.comment = nil
      key.relation = nil
      key.isOnDeleteExplicit = false
      key.isOnUpdateExplicit = false
      return key
    }
    return plain(left) == plain(right)
  }

  private func isAllNew(_ check: CheckConstraint) -> Bool {
    let known = old.columns.filter { IdentifierWords.contains($0.name, check.expression.sql) }
    return known.isEmpty && new.columns.contains { !old.columns.contains($0.name) && renamed.values.contains($0.name) }
  }

  private func isGone(_ constraint: String) -> Bool {
    let names = new.keys.map(\.name) + new.checks.map(\.name) + new.foreignKeys.map(\.name)
    return !names.contains(constraint)
  }

  private func besideName(_ name: String) -> String {
    context.free(TakenNames.cut(name, to: 55) + "_new", in: old.name.schema)
  }

  private func named(_ check: CheckConstraint) -> CheckConstraint {
    var check = check
    check.name = besideName(check.name)
    return check
  }

  private func named(_ key: ForeignKey) -> ForeignKey {
    var key = key
    key.name = besideName(key.name)
    return key
  }

  /// The new form is proven beside the old one and then takes its name.
  private func replace(_ name: String, with new: String, _ beside: [Move]) -> [Move] {
    let alter = Altering(old.name)
    let aside = context.free(TakenNames.cut(name, to: 55) + "_before", in: old.name.schema)
    let swap = Move(
      MigrationStep.name("swap", name), "Puts the new form of \(name) in the old one's place.", phase: .migrate,
      on: old.name,
      up: [alter.renameConstraint(name, to: aside), alter.renameConstraint(new, to: name)],
      down: [alter.renameConstraint(name, to: new), alter.renameConstraint(aside, to: name)])
    return beside + [swap] + dropping(name, as: aside)
  }

  /// The old form, under its other name, with a way back that proves it again.
  private func dropping(_ name: String, as aside: String) -> [Move] {
    if var check = old.checks.first(where: { $0.name == name }) {
      check.name = aside
      return Move.inverted(constraints.check(check, phase: .migrate), phase: .migrate)
    }
    if var key = old.foreignKeys.first(where: { $0.name == name }) {
      key.name = aside
      return Move.inverted(constraints.foreignKey(key, phase: .migrate), phase: .migrate)
    }
    return []
  }

  private mutating func keyMoves() -> [Move] {
    var moves: [Move] = []
    guard old.partitionKey == nil else { return partitionedKeys() }
    for key in new.uniqueConstraints {
      guard let before = old.uniqueConstraints.first(where: { $0.name == key.name }) else {
        // What holds of some of the columns already holds of all: no code can write against it.
        let isImplied = !key.nullsNotDistinct && old.isUnique(key.columns)
        let made = constraints.unique(key, isPrimary: false, phase: isImplied ? .expand : .migrate)
        moves += isImplied ? made.map { $0.with { $0.before = [] } } : made
        if !isImplied { releases.first.append("writes no \(shown) (\(key.columns.joined(separator: ", "))) twice") }
        continue
      }
      guard
        before.columns != key.columns || before.includes != key.includes || before.deferral != key.deferral
          || before.nullsNotDistinct != key.nullsNotDistinct
      else { continue }
      var beside = key
      beside.name = besideName(key.name)
      let built = constraints.unique(beside, isPrimary: false, phase: .migrate)
      let alter = Altering(old.name)
      let aside = context.free(TakenNames.cut(key.name, to: 55) + "_before", in: old.name.schema)
      var gone = before
      gone.name = aside
      moves +=
        built + [
          Move(
            MigrationStep.name("swap", key.name), "Puts the new form of \(key.name) in the old one's place.",
            phase: .migrate,
            on: old.name,
            up: [alter.renameConstraint(key.name, to: aside), alter.renameConstraint(beside.name, to: key.name)],
            down: [alter.renameConstraint(key.name, to: beside.name), alter.renameConstraint(aside, to: key.name)])
        ] + Move.inverted(constraints.unique(gone, isPrimary: false, phase: .migrate), phase: .migrate)
    }
    if old.primaryKey == nil, let key = new.primaryKey {
      for column in key.columns where old.columns[column]?.isNullable == true {
        let stated = context.filling(of: old.name, column)
        let fill = stated.map { [columns.fill(column, with: $0.sql, phase: .migrate)] } ?? []
        moves += constraints.notNull(column, phase: .migrate, filling: fill)
      }
      moves += constraints.unique(key, isPrimary: true, phase: .migrate)
    }
    return moves
  }

  private mutating func partitionedKeys() -> [Move] {
    let unique = new.uniqueConstraints.filter { key in
      !old.uniqueConstraints.contains { $0.name == key.name || $0.columns == key.columns }
    }
    let primary = old.primaryKey == nil ? [new.primaryKey].compactMap { $0 } : []
    for key in unique { releases.first.append("writes no \(shown) (\(key.columns.joined(separator: ", "))) twice") }
    return primary.flatMap {
      PartitionedKey(table: old, key: $0, isPrimary: true, context: context).moves(phase: .migrate)
    }
      + unique.flatMap {
        PartitionedKey(table: old, key: $0, isPrimary: false, context: context).moves(phase: .migrate)
      }
  }

  /// Rules that new code may break go before it comes.
  private func goingConstraints() -> [Move] {
    var moves: [Move] = []
    let dropped = Set(old.columns.filter { !new.columns.contains($0.name) }.map(\.name))
    func isKept(_ columns: [String]) -> Bool { !columns.contains(where: dropped.contains) }
    for key in old.foreignKeys where key.isEnforced && isGone(key.name) && isKept(key.columns) {
      if old.partitionKey == nil {
        moves += Move.inverted(constraints.foreignKey(key, phase: .expand), phase: .expand)
      }
    }
    for check in old.checks where check.isLocal && isGone(check.name) {
      let words = dropped.contains { IdentifierWords.contains($0, check.expression.sql) }
      if !words { moves += Move.inverted(constraints.check(check, phase: .expand), phase: .expand) }
    }
    for key in old.uniqueConstraints
    where isGone(key.name) && isKept(key.columns + key.includes) && old.partitionKey == nil {
      let isTarget = context.base.tables.contains { other in
        other.foreignKeys.contains { $0.target == old.name && Set($0.targetColumns) == Set(key.columns) }
      }
      if !isTarget {
        moves += Move.inverted(constraints.unique(key, isPrimary: false, phase: .expand), phase: .expand)
      }
    }
    return moves
  }
}
