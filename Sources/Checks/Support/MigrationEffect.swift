import CatalogComparison
import SchemaModel

/// What the plain form of a change does to a table with rows, by PostgreSQL's documented lock of that form. nil for
/// changes that only touch the catalog.
struct MigrationEffect {
  var message: String
  var fix: Fix
  /// Whether PostgreSQL refuses it as long as there is a row.
  var fails = false

  private init(_ message: String, _ fix: Fix, fails: Bool = false) {
    self.message = message
    self.fix = fix
    self.fails = fails
  }

  init?(_ change: SchemaChange, from old: Table, to new: Table, in subject: CheckSubject) {
    let effect: MigrationEffect? =
      switch (change.action, change.kind) {
      case (.add, .index): Self.index(change, new)
      case (.add, .uniqueConstraint), (.add, .primaryKey), (.add, .exclusionConstraint): Self.key(change, new)
      case (.add, .checkConstraint): Self.check(change, new)
      case (.add, .foreignKey): Self.foreignKey(change, from: old, to: new, subject)
      case (.add, .column): Self.column(change, new)
      case (.change, .column): Self.changedColumn(change, old, new)
      default: nil
      }
    guard let effect else { return nil }
    self = effect
  }

  private static func index(_ change: SchemaChange, _ table: Table) -> MigrationEffect? {
    guard let index = table.indexes.first(where: { $0.name == change.name }) else { return nil }
    let elements = index.elements.map { element in
      element.columnName.map { SQLText.name($0) } ?? element.display
    }.joined(separator: ", ")
    let using = index.method == "btree" ? "" : " USING \(index.method)"
    let condition = index.predicate.map { " WHERE \($0.sql)" } ?? ""
    let unique = index.isUnique ? "UNIQUE " : ""
    let line =
      "CREATE \(unique)INDEX CONCURRENTLY \(SQLText.name(index.name)) ON \(SQLText.name(table.name))\(using) "
      + "(\(elements))\(condition);"
    let fix: Fix =
      table.partitionKey == nil
      ? .sql(line)
      : .words(
        "create the index on \(table.name.display) with ON ONLY, build it CONCURRENTLY on each partition, then attach them"
      )
    return MigrationEffect(
      "CREATE INDEX \(index.name) takes a SHARE lock: writes to \(table.name.display) wait until the index is built",
      fix)
  }

  private static func key(_ change: SchemaChange, _ table: Table) -> MigrationEffect? {
    let message =
      "adding \(change.kind.rawValue) \(change.name) builds its index under ACCESS EXCLUSIVE: reads and writes of "
      + "\(table.name.display) wait"
    guard change.kind != .exclusionConstraint, let key = table.keys.first(where: { $0.name == change.name }) else {
      return MigrationEffect(
        message,
        .words("an exclusion constraint can not be added in steps: make a new table with it and swap, or take a window")
      )
    }
    let name = SQLText.name(key.name)
    let kind = change.kind == .primaryKey ? "PRIMARY KEY" : "UNIQUE"
    return MigrationEffect(
      message,
      .sql(
        "CREATE UNIQUE INDEX CONCURRENTLY \(name) ON \(SQLText.name(table.name)) (\(SQLText.list(key.columns)));",
        "ALTER TABLE \(SQLText.name(table.name)) ADD CONSTRAINT \(name) \(kind) USING INDEX \(name);"))
  }

  private static func check(_ change: SchemaChange, _ table: Table) -> MigrationEffect? {
    guard let check = table.checks.first(where: { $0.name == change.name }), check.isValidated else { return nil }
    let owner = SQLText.name(table.name)
    return MigrationEffect(
      "adding check \(check.name) reads all of \(table.name.display) under ACCESS EXCLUSIVE: reads and writes wait",
      .sql(
        "ALTER TABLE \(owner) ADD CONSTRAINT \(SQLText.name(check.name)) CHECK (\(check.expression.sql)) NOT VALID;",
        "ALTER TABLE \(owner) VALIDATE CONSTRAINT \(SQLText.name(check.name));"))
  }

  private static func foreignKey(
    _ change: SchemaChange, from old: Table, to new: Table, _ subject: CheckSubject
  ) -> MigrationEffect? {
    guard let key = new.foreignKeys.first(where: { $0.name == change.name }), key.isValidated, key.isEnforced else {
      return nil
    }
    // A new column without values has nothing to validate.
    let isEmpty = key.columns.allSatisfy { name in
      !old.columns.contains(name) && new.columns[name].map { $0.isNullable && $0.defaultExpression == nil } ?? false
    }
    guard !isEmpty else { return nil }
    let owner = SQLText.name(new.name)
    let name = SQLText.name(key.name)
    return MigrationEffect(
      "adding foreign key \(key.name) checks every row under SHARE ROW EXCLUSIVE: writes to \(new.name.display) and "
        + "\(key.target.display) wait",
      .sql(
        "ALTER TABLE \(owner) ADD CONSTRAINT \(name) FOREIGN KEY (\(SQLText.list(key.columns)))",
        "  REFERENCES \(SQLText.name(key.target)) (\(SQLText.list(key.targetColumns))) NOT VALID;",
        "ALTER TABLE \(owner) VALIDATE CONSTRAINT \(name);"))
  }

  private static func column(_ change: SchemaChange, _ table: Table) -> MigrationEffect? {
    guard let column = table.columns[change.name] else { return nil }
    let owner = SQLText.name(table.name)
    let name = SQLText.name(column.name)
    let isFilled = column.defaultExpression != nil || column.identity != nil || column.generated != nil
    if !isFilled {
      guard !column.isNullable else { return nil }
      return MigrationEffect(
        "adding \(table.name.display).\(column.name) NOT NULL without a default fails as long as the table has rows",
        Fix(
          text: (["ALTER TABLE \(owner) ADD COLUMN \(name) \(column.type.short);", "-- fill it in batches, then:"]
            + notNull(column.name, of: table)).joined(separator: "\n"), language: .sql), fails: true)
    }
    let sql = column.defaultExpression?.sql.lowercased() ?? ""
    let isRewriting =
      column.identity != nil || column.generated?.isStored == true || volatile.contains { sql.contains($0) }
    guard isRewriting else { return nil }
    return MigrationEffect(
      "adding \(table.name.display).\(column.name) with a value of its own for each row rewrites the table under ACCESS "
        + "EXCLUSIVE: reads and writes wait",
      .words("add \(column.name) without a default, set the default, then fill the old rows in batches"))
  }

  private static func changedColumn(_ change: SchemaChange, _ old: Table, _ new: Table) -> MigrationEffect? {
    guard let before = old.columns[change.name], let after = new.columns[change.name] else { return nil }
    let place = "\(new.name.display).\(change.name)"
    if before.type != after.type, !isFree(before.type, after.type) {
      return MigrationEffect(
        "changing \(place) from \(before.type.short) to \(after.type.short) rewrites the table and its indexes under ACCESS "
          + "EXCLUSIVE: reads and writes wait",
        .words("add a column of the new type, write both, fill it in batches, then switch reads and drop the old one"))
    }
    if before.isNullable, !after.isNullable {
      return MigrationEffect(
        "SET NOT NULL on \(place) reads the whole table under ACCESS EXCLUSIVE: reads and writes wait",
        Fix(text: notNull(change.name, of: new).joined(separator: "\n"), language: .sql))
    }
    return nil
  }

  /// NOT NULL by way of a validated check, which spares SET NOT NULL its scan.
  private static func notNull(_ column: String, of table: Table) -> [String] {
    let owner = SQLText.name(table.name)
    let constraint = SQLText.name(String("\(table.name.name)_\(column)_not_null".prefix(63)))
    return [
      "ALTER TABLE \(owner) ADD CONSTRAINT \(constraint) CHECK (\(SQLText.name(column)) IS NOT NULL) NOT VALID;",
      "ALTER TABLE \(owner) VALIDATE CONSTRAINT \(constraint);",
      "ALTER TABLE \(owner) ALTER COLUMN \(SQLText.name(column)) SET NOT NULL;",
      "ALTER TABLE \(owner) DROP CONSTRAINT \(constraint);",
    ]
  }

  /// Functions whose value differs from row to row.
  private static let volatile = [
    "nextval(", "random(", "gen_random_uuid(", "uuid_generate_v", "uuidv7(", "uuidv4(", "clock_timestamp(",
    "timeofday(",
  ]

  /// Type changes that PostgreSQL makes in the catalog alone: a wider limit, or none, for characters; more digits before
  /// the point for numbers; more fractional seconds.
  private static func isFree(_ old: ColumnType, _ new: ColumnType) -> Bool {
    guard old.schema == new.schema, old.arrayDimensions == new.arrayDimensions else { return false }
    let limits = (old.modifiers.compactMap { Int($0) }, new.modifiers.compactMap { Int($0) })
    switch (old.name, new.name) {
    case ("varchar", "text"),
      ("text", "varchar") where new.modifiers.isEmpty, ("varchar", "varchar") where limits.1.isEmpty:
      return true
    case ("varchar", "varchar"), ("varbit", "varbit"), ("timestamp", "timestamp"), ("timestamptz", "timestamptz"):
      return limits.1.isEmpty || (limits.0.first.map { $0 <= limits.1[0] } ?? false)
    case ("numeric", "numeric"):
      if limits.1.isEmpty { return true }
      guard limits.0.count == 2, limits.1.count == 2 else { return false }
      return limits.0[1] == limits.1[1] && limits.0[0] <= limits.1[0]
    default: return false
    }
  }
}
