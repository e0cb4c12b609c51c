import SQLWriting
import SchemaModel
import StatementLocks

/// What lies between two states of a table that is in use.
struct TableMoves {
  let old: Table
  let new: Table
  let context: MigrationContext
  /// Columns that go on under another name, old to new.
  let renamed: [String: String]
  private(set) var releases = Releases()

  init(_ old: Table, to new: Table, renamed: [String: String], _ context: MigrationContext) {
    self.old = old
    self.new = new
    self.renamed = renamed
    self.context = context
  }

  private var columns: ColumnMoves { ColumnMoves(old, context) }
  private var constraints: ConstraintMoves { ConstraintMoves(old, context) }
  private var shown: String { old.name.display }
  /// Columns of partitions and children come and go with those of their parents.
  private var isOwn: Bool { old.partitionOf == nil && old.inherits.isEmpty && old.kind == .ordinary }

  mutating func moves() -> [Move] {
    guard isOwn else { return [] }
    return columnMoves() + constraintMoves() + indexMoves()
  }

  // MARK: Columns

  private mutating func columnMoves() -> [Move] {
    var moves: [Move] = []
    let coming = new.columns.filter { !old.columns.contains($0.name) }
    let taken = Set(renamed.values)
    for column in coming {
      if let before = renamed.first(where: { $0.value == column.name }).flatMap({ old.columns[$0.key] }) {
        moves += columns.rename(before, to: column)
        releases.first.append("reads and writes \(shown).\(column.name) where it did \(before.name)")
        releases.last.append("no code knows \(shown).\(before.name) any more")
      } else if !taken.contains(column.name) {
        moves += columns.add(column)
        if !column.isNullable, column.defaultExpression == nil, column.identity == nil, column.generated == nil {
          releases.first.append("writes \(shown).\(column.name) with each row")
        }
      }
    }
    for column in old.columns {
      guard let after = new.columns[column.name] else {
        if renamed[column.name] == nil { moves += going(column) }
        continue
      }
      moves += change(column, to: after)
    }
    return moves
  }

  private mutating func going(_ column: Column) -> [Move] {
    releases.first.append("neither reads nor writes \(shown).\(column.name)")
    releases.last.append("no code knows \(shown).\(column.name) any more")
    let isInKey = old.primaryKey?.columns.contains(column.name) == true
    guard column.generated == nil, column.identity == nil, !isInKey, old.partitionKey == nil else { return [] }
    return columns.retire(
      column, free: .expand, fill: column.isNullable ? nil : placeholder(column), keeper: nil
    ).map { move in
      move.with {
        guard move.name == MigrationStep.name("drop", shown, column.name) else { return }
        $0.destroys = true
        if !column.isNullable { $0.loses = "All values of \(shown).\(column.name); the way back puts a placeholder in their place." }
      }
    }
  }

  /// A value for a column that is required again and whose values are gone.
  private func placeholder(_ column: Column) -> Move? {
    if let stated = context.filling(of: old.name, column.name) {
      return columns.fill(column.name, with: stated.sql, phase: .contract)
    }
    if let key = old.foreignKeys.first(where: { $0.columns == [column.name] }), let target = key.targetColumns.first {
      let value =
        "(SELECT min(\(QuotedIdentifier.text(target))) FROM \(QuotedIdentifier.text(key.target)))"
      return columns.fill(column.name, with: value, phase: .contract)
    }
    if let value = column.defaultExpression { return columns.fill(column.name, with: value.sql, phase: .contract) }
    return Placeholder.value(of: column, unique: old.isUnique([column.name]), context.base).map {
      columns.fill(column.name, with: $0, phase: .contract)
    }
  }

  private mutating func change(_ before: Column, to after: Column) -> [Move] {
    var moves: [Move] = []
    let alter = Altering(old.name)
    if before.type != after.type || before.collation != after.collation {
      moves += retype(before, to: after)
      if let last = moves.last, last.phase == .contract { releases.last.append("nobody wants \(shown).\(after.name) as \(before.type.display) back") }
    }
    if before.isNullable, !after.isNullable, new.primaryKey?.columns.contains(after.name) != true || old.primaryKey != nil {
      let stated = context.filling(of: old.name, after.name)
      let fill = stated.map { [columns.fill(after.name, with: $0.sql, phase: .migrate)] } ?? []
      moves += constraints.notNull(after.name, phase: .migrate, filling: fill)
      releases.first.append("writes \(shown).\(after.name) with each row")
    }
    if !before.isNullable, after.isNullable { moves += constraints.dropNotNull(after.name, phase: .expand) }
    if let value = after.defaultExpression, before.defaultExpression != value, before.generated == nil,
      after.generated == nil, before.identity == nil
    {
      moves.append(
        Move(
          MigrationStep.name("set", "default", "of", shown, after.name), "New rows get \(value.sql) as \(shown).\(after.name).",
          phase: .expand, on: old.name, up: [alter.column(after.name, "SET DEFAULT \(value.sql)")],
          down: [alter.column(after.name, before.defaultExpression.map { "SET DEFAULT \($0.sql)" } ?? "DROP DEFAULT")]))
    }
    return moves
  }

  /// The cheapest form that leaves readers and writers alone.
  private func retype(_ before: Column, to after: Column) -> [Move] {
    var plain = after
    plain.isNullable = before.isNullable
    plain.defaultExpression = before.defaultExpression
    plain.identity = before.identity
    let collation = after.collation.map { " COLLATE \(QuotedIdentifier.text($0))" } ?? ""
    let alter = Altering(old.name)
    let direct = alter.column(after.name, "TYPE \(after.type.sql)\(collation)")
    let effect = context.effect(of: direct, on: context.base)
    let isFree = effect.map { $0.rewrites.isEmpty && $0.builds.isEmpty && $0.scans.isEmpty } ?? false
    let dependents = ColumnDependents(of: old.name, after.name, in: context.base, except: "")
    if isFree, dependents.isEmpty {
      return [
        Move(
          MigrationStep.name("widen", shown, after.name), "\(shown).\(after.name) takes \(after.type.display); no row changes.",
          phase: .expand, on: old.name, up: [direct])
      ]
    }
    guard before.generated == nil, after.generated == nil, !isFree else { return [] }
    guard TypeChange.obstacle(old, after.name, context) == nil else { return [] }
    return TypeChange(old, from: before, to: after, context).moves
  }

  // MARK: Constraints

  private mutating func constraintMoves() -> [Move] {
    var moves: [Move] = []
    for check in new.checks where check.isLocal {
      guard let before = old.checks.first(where: { $0.name == check.name }) else {
        if let same = old.checks.first(where: { $0.expression == check.expression && isGone($0.name) }) {
          moves.append(rename(same.name, to: check.name))
        } else {
          moves += constraints.check(check, phase: isAllNew(check) ? .expand : .migrate)
          releases.first.append("writes only rows of \(shown) that meet \(check.name)")
        }
        continue
      }
      guard before.expression != check.expression || before.isInherited != check.isInherited else { continue }
      let beside = named(check)
      moves += replace(before.name, with: beside.name, constraints.check(beside, phase: .migrate))
      releases.first.append("writes only rows of \(shown) that meet \(check.name)")
    }
    for key in new.foreignKeys where key.isEnforced {
      guard let before = old.foreignKeys.first(where: { $0.name == key.name }) else {
        moves += come(key)
        continue
      }
      if !isSame(before, key), old.partitionKey == nil {
        let beside = named(key)
        moves += replace(before.name, with: beside.name, constraints.foreignKey(beside, phase: .migrate))
      }
    }
    return moves + keyMoves() + goingConstraints()
  }

  private mutating func come(_ key: ForeignKey) -> [Move] {
    let same = old.foreignKeys.first { before in
      var renamed = before
      renamed.name = key.name
      return isGone(before.name) && isSame(renamed, key)
    }
    if let same { return [rename(same.name, to: key.name)] }
    releases.first.append("writes only rows of \(shown) whose \(key.columns.joined(separator: ", ")) is there in \(key.target.display)")
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

  private func rename(_ old: String, to new: String) -> Move {
    let alter = Altering(self.old.name)
    return Move(
      MigrationStep.name("rename", old, "to", new), "\(old) of \(shown) is called \(new).", phase: .migrate, on: self.old.name,
      up: [alter.renameConstraint(old, to: new)], down: [alter.renameConstraint(new, to: old)])
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
      MigrationStep.name("swap", name), "Puts the new form of \(name) in the old one's place.", phase: .migrate, on: old.name,
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
    guard old.partitionKey == nil else { return [] }
    for key in new.uniqueConstraints {
      guard let before = old.uniqueConstraints.first(where: { $0.name == key.name }) else {
        if let same = old.uniqueConstraints.first(where: {
          isGone($0.name) && $0.columns == key.columns && $0.includes == key.includes && $0.deferral == key.deferral
            && $0.nullsNotDistinct == key.nullsNotDistinct
        }) {
          moves.append(rename(same.name, to: key.name))
        } else {
          moves += constraints.unique(key, isPrimary: false, phase: .migrate)
          releases.first.append("writes no \(shown) (\(key.columns.joined(separator: ", "))) twice")
        }
        continue
      }
      guard before.columns != key.columns || before.includes != key.includes || before.deferral != key.deferral
        || before.nullsNotDistinct != key.nullsNotDistinct
      else { continue }
      var beside = key
      beside.name = besideName(key.name)
      let built = constraints.unique(beside, isPrimary: false, phase: .migrate)
      let alter = Altering(old.name)
      let aside = context.free(TakenNames.cut(key.name, to: 55) + "_before", in: old.name.schema)
      var gone = before
      gone.name = aside
      moves += built + [
        Move(
          MigrationStep.name("swap", key.name), "Puts the new form of \(key.name) in the old one's place.", phase: .migrate,
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
    if let before = old.primaryKey, let after = new.primaryKey, before.columns == after.columns, before.name != after.name {
      moves.append(rename(before.name, to: after.name))
    }
    return moves
  }

  /// Rules that new code may break go before it comes.
  private func goingConstraints() -> [Move] {
    var moves: [Move] = []
    let dropped = Set(old.columns.filter { !new.columns.contains($0.name) }.map(\.name))
    func isKept(_ columns: [String]) -> Bool { !columns.contains(where: dropped.contains) }
    for key in old.foreignKeys where key.isEnforced && isGone(key.name) && isKept(key.columns) {
      let isRenamed = new.foreignKeys.contains { other in
        var same = key
        same.name = other.name
        return !old.foreignKeys.contains { $0.name == other.name } && isSame(same, other)
      }
      if !isRenamed, old.partitionKey == nil {
        moves += Move.inverted(constraints.foreignKey(key, phase: .expand), phase: .expand)
      }
    }
    for check in old.checks where check.isLocal && isGone(check.name) {
      let words = dropped.contains { IdentifierWords.contains($0, check.expression.sql) }
      let isRenamed = new.checks.contains { $0.expression == check.expression }
      if !words, !isRenamed { moves += Move.inverted(constraints.check(check, phase: .expand), phase: .expand) }
    }
    for key in old.uniqueConstraints where isGone(key.name) && isKept(key.columns + key.includes) && old.partitionKey == nil {
      let isRenamed = new.uniqueConstraints.contains { other in
        other.columns == key.columns && !old.uniqueConstraints.contains { $0.name == other.name }
      }
      let isTarget = context.base.tables.contains { other in
        other.foreignKeys.contains { $0.target == old.name && Set($0.targetColumns) == Set(key.columns) }
      }
      if !isRenamed, !isTarget {
        moves += Move.inverted(constraints.unique(key, isPrimary: false, phase: .expand), phase: .expand)
      }
    }
    return moves
  }

  // MARK: Indexes

  private func indexMoves() -> [Move] {
    var moves: [Move] = []
    let steps = IndexSteps(context.base)
    let dropped = Set(old.columns.filter { !new.columns.contains($0.name) }.map(\.name))
    var taken: Set<String> = []
    for index in new.indexes {
      if let before = old.indexes.first(where: { $0.name == index.name }) {
        if !isSame(before, index), old.partitionKey == nil { moves += steps.change(index, of: old, context: context) }
      } else if let same = old.indexes.first(where: { old in
        !new.indexes.contains { $0.name == old.name } && !taken.contains(old.name) && isSame(old, index)
      }) {
        taken.insert(same.name)
        let alter = Altering(old.name)
        moves.append(
          Move(
            MigrationStep.name("rename", same.name, "to", index.name), "\(same.name) is called \(index.name).", phase: .expand,
            on: old.name, up: [alter.renameIndex(same.name, to: index.name)],
            down: [alter.renameIndex(index.name, to: same.name)]))
      } else {
        moves += steps.build(index, on: old, because: "queries find rows of \(shown) by it", phase: index.isUnique ? .migrate : .expand)
      }
    }
    for index in old.indexes where !new.indexes.contains(where: { $0.name == index.name }) && !taken.contains(index.name) {
      let use = index.elements.compactMap(\.columnName) + index.includes
      // Those of a column that goes are dropped with it.
      if !use.contains(where: dropped.contains) { moves += steps.drop(index, of: old, phase: .contract) }
    }
    return moves
  }

  private func isSame(_ left: Index, _ right: Index) -> Bool {
    func plain(_ index: Index) -> Index {
      var index = index
      index.name = ""
      index.span = nil
      index.comment = nil
      index.clientName = nil
      index.statisticsTargets = [:]
      return index
    }
    return plain(left) == plain(right)
  }
}

/// What the code of the releases between the phases does.
struct Releases {
  /// Of the one between expand and migrate, and of the one between migrate and contract.
  var first: [String] = []
  var last: [String] = []
}

/// Words of an expression.
enum IdentifierWords {
  static func contains(_ name: String, _ sql: String) -> Bool {
    sql.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }.contains { $0 == name }
  }
}

/// Values that stand for values that are gone.
enum Placeholder {
  static func value(of column: Column, unique: Bool, _ catalog: Catalog) -> String? {
    let type = catalog.typeBeneathDomains(column.type)
    if type.isArray { return unique ? nil : "'{}'" }
    if let name = type.userType { return catalog.enums[name]?.values.first.map { SQLLiteral.text($0.label) } }
    switch type.name {
    case "int2", "int4", "int8", "numeric", "float4", "float8": return unique ? "(ctid::text::point)[1]" : "0"
    case "text", "varchar", "bpchar": return unique ? "ctid::text" : "''"
    case "bool": return "false"
    case "uuid": return unique ? "gen_random_uuid()" : "'00000000-0000-0000-0000-000000000000'"
    case "date", "timestamp", "timestamptz": return "'epoch'"
    case "json", "jsonb": return "'{}'"
    case "bytea": return "''"
    case "interval": return "'0'"
    case "time", "timetz": return "'00:00'"
    case "inet", "cidr": return "'0.0.0.0'"
    default: return nil
    }
  }
}
