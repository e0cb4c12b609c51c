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
  var releases = Releases()
  /// What changes columns that rows of other tables point at: it comes before what changes theirs.
  var pointedAt: [Move] = []
  /// Keys that come; whatever they point at has come before them.
  var pointing: [Move] = []
  /// What may only be done once the old primary key is gone.
  private var afterKey: [Move] = []
  private let keyChange: KeyChange?
  /// Columns that go to another table or come from one: these are dealt with apart.
  var elsewhere: Set<String> = []

  init(_ old: Table, to new: Table, renamed: [String: String], _ context: MigrationContext) {
    self.old = old
    self.new = new
    self.renamed = renamed
    self.context = context
    keyChange = KeyChange(old, to: new, context)
  }

  /// By the old primary key while it stays.
  var columns: ColumnMoves {
    var table = old
    if keyChange != nil { table.primaryKey = nil }
    return ColumnMoves(table, context)
  }
  var constraints: ConstraintMoves { ConstraintMoves(old, context) }
  var shown: String { old.name.display }
  /// Columns of partitions and children come and go with those of their parents.
  /// A table that is partitioned in another way is made anew.
  private var isOwn: Bool {
    old.partitionOf == nil && old.inherits.isEmpty && old.kind == .ordinary && old.partitionKey == new.partitionKey
  }

  mutating func moves() -> [Move] {
    guard isOwn else { return [] }
    let key = keyChange?.moves
    let moves = columnMoves() + constraintMoves() + (key?.swap ?? []) + afterKey + indexMoves()
    if let columns = keyChange?.new?.columns {
      releases.first.append("knows rows of \(shown) by \(columns.joined(separator: ", "))")
    }
    return (key?.before ?? []) + moves
  }

  /// Whether rows can not do without the column before the old primary key is gone.
  private func waitsForKey(_ column: String) -> Bool {
    keyChange != nil && old.primaryKey?.columns.contains(column) == true
  }

  // MARK: Columns

  private mutating func columnMoves() -> [Move] {
    var moves: [Move] = []
    let coming = new.columns.filter { !old.columns.contains($0.name) && !elsewhere.contains($0.name) }
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
        let gone = renamed[column.name] == nil && !elsewhere.contains(column.name) ? going(column) : []
        if waitsForKey(column.name) { afterKey += gone } else { moves += gone }
        continue
      }
      moves += change(column, to: after)
    }
    return moves
  }

  private mutating func going(_ column: Column) -> [Move] {
    releases.first.append("neither reads nor writes \(shown).\(column.name)")
    releases.last.append("no code knows \(shown).\(column.name) any more")
    let isInKey = old.primaryKey?.columns.contains(column.name) == true && keyChange == nil
    guard column.generated == nil, column.identity == nil, !isInKey, old.partitionKey == nil else { return [] }
    return columns.retire(
      column, free: waitsForKey(column.name) ? .migrate : .expand, fill: column.isNullable ? nil : placeholder(column),
      keeper: nil
    ).map { move in
      move.with {
        guard move.name == MigrationStep.name("drop", "column", shown, column.name) else { return }
        $0.destroys = true
        if !column.isNullable {
          let stand = keyChange?.stand(for: column.name) ?? "a placeholder"
          $0.loses = "All values of \(shown).\(column.name); the way back puts \(stand) in their place."
          if old.isUnique([column.name]), old.foreignKeys.contains(where: { $0.columns == [column.name] }) {
            $0.loses =
              "All values of \(shown).\(column.name): the way back waits for somebody who gives each row another one."
          }
        }
      }
    }
  }

  /// A value for a column that is required again and whose values are gone.
  private func placeholder(_ column: Column) -> Move? {
    if let stated = context.filling(of: old.name, column.name) {
      return columns.fill(column.name, with: stated.sql, phase: .contract)
    }
    if let other = keyChange?.stand(for: column.name) {
      return columns.fill(column.name, with: QuotedIdentifier.text(other), phase: .contract)
    }
    if let key = old.foreignKeys.first(where: { $0.columns == [column.name] }), let target = key.targetColumns.first {
      let name = QuotedIdentifier.text(target)
      // Not every type has a least value: any of those that are there will do.
      let value = "(SELECT \(name) FROM \(QuotedIdentifier.text(key.target)) ORDER BY \(name) LIMIT 1)"
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
      let retyped = retype(before, to: after)
      if isPointedAt(before.name) { pointedAt += retyped } else { moves += retyped }
      if let last = retyped.last, last.phase == .contract {
        releases.last.append("nobody wants \(shown).\(after.name) as \(before.type.display) back")
      }
    }
    if before.isNullable, !after.isNullable,
      new.primaryKey?.columns.contains(after.name) != true || old.primaryKey != nil
    {
      let stated = context.filling(of: old.name, after.name)
      let fill = stated.map { [columns.fill(after.name, with: $0.sql, phase: .migrate)] } ?? []
      moves += constraints.notNull(after.name, phase: .migrate, filling: fill)
      releases.first.append("writes \(shown).\(after.name) with each row")
    }
    // An identity column has NOT NULL until it is none.
    if !before.isNullable, after.isNullable, before.identity == nil {
      if waitsForKey(after.name) {
        afterKey += constraints.dropNotNull(after.name, phase: .migrate)
      } else {
        moves += constraints.dropNotNull(after.name, phase: .expand)
      }
    }
    if before.isNullable, after.isNullable, before.type == after.type { moves += columns.filled(after.name) }
    if before.type == after.type, let value = after.defaultExpression, before.defaultExpression != value,
      before.generated == nil,
      after.generated == nil, before.identity == nil
    {
      moves.append(
        Move(
          MigrationStep.name("set", "default", "of", shown, after.name),
          "New rows get \(value.sql) as \(shown).\(after.name).",
          phase: .expand, on: old.name, up: [alter.column(after.name, "SET DEFAULT \(value.sql)")],
          down: [alter.column(after.name, before.defaultExpression.map { "SET DEFAULT \($0.sql)" } ?? "DROP DEFAULT")]))
    }
    return moves
  }

  /// A default is of the old type until it is set again.
  private func keepsDefault(_ before: Column, _ after: Column, _ direct: String) -> [String] {
    guard let value = before.defaultExpression, before.type.name != after.type.name else { return [direct] }
    let alter = Altering(old.name)
    return [
      alter.column(after.name, "DROP DEFAULT"), direct, alter.column(after.name, "SET DEFAULT \(value.sql)"),
    ]
  }

  private func isPointedAt(_ column: String) -> Bool {
    context.base.tables.contains { other in
      other.foreignKeys.contains { $0.target == old.name && $0.targetColumns.contains(column) }
    }
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
          MigrationStep.name("widen", shown, after.name),
          "\(shown).\(after.name) takes \(after.type.display); no row changes.",
          phase: .expand, on: old.name, up: keepsDefault(before, after, direct))
      ]
    }
    guard before.generated == nil, after.generated == nil, !isFree else { return [] }
    guard TypeChange.obstacle(old, after.name, context) == nil else { return [] }
    return TypeChange(old, from: before, to: after, context).moves
  }
}

/// What the code of the releases between the phases does.
struct Releases {
  /// Of the one between expand and migrate, and of the one between migrate and contract.
  var first: [String] = []
  var last: [String] = []

  mutating func add(_ other: Releases) {
    first += other.first
    last += other.last
  }
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
    // A page has fewer than 300 rows: its number and that of the row in it are one number that no other row has.
    let place = "(ctid::text::point)[0] * 300 + (ctid::text::point)[1]"
    switch type.name {
    case "int2", "int4", "int8", "numeric", "float4", "float8": return unique ? place : "0"
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
