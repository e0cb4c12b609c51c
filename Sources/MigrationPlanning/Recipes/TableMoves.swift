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
  /// Columns that go to another table or come from one: these are dealt with apart.
  var elsewhere: Set<String> = []

  init(_ old: Table, to new: Table, renamed: [String: String], _ context: MigrationContext) {
    self.old = old
    self.new = new
    self.renamed = renamed
    self.context = context
  }

  var columns: ColumnMoves { ColumnMoves(old, context) }
  var constraints: ConstraintMoves { ConstraintMoves(old, context) }
  var shown: String { old.name.display }
  /// Columns of partitions and children come and go with those of their parents.
  private var isOwn: Bool { old.partitionOf == nil && old.inherits.isEmpty && old.kind == .ordinary }

  mutating func moves() -> [Move] {
    guard isOwn else { return [] }
    return columnMoves() + constraintMoves() + indexMoves()
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
        if renamed[column.name] == nil, !elsewhere.contains(column.name) { moves += going(column) }
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
        guard move.name == MigrationStep.name("drop", "column", shown, column.name) else { return }
        $0.destroys = true
        if !column.isNullable {
          $0.loses = "All values of \(shown).\(column.name); the way back puts a placeholder in their place."
        }
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
      if let last = moves.last, last.phase == .contract {
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
    if !before.isNullable, after.isNullable { moves += constraints.dropNotNull(after.name, phase: .expand) }
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
          phase: .expand, on: old.name, up: [direct])
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
