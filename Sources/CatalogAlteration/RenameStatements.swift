import CatalogComparison
import SQLWriting
import SchemaModel

/// Statements that give a catalog the names of another that is the same otherwise.
struct RenameStatements {
  private(set) var statements: [CatalogAlteration.Statement] = []

  init(_ renames: CatalogRenames, from old: Catalog, to renamed: Catalog) {
    for rename in renames.renames {
      switch rename.kind {
      case .table: move(rename.oldTable, to: rename.newTable)
      case .column:
        add(
          alter(rename.newTable)
            + "RENAME COLUMN \(QuotedIdentifier.text(rename.oldColumn)) TO \(QuotedIdentifier.text(rename.newColumn))",
          on: rename.newTable)
      case .enumValue, .constraint, .index: break
      }
    }
    for (before, after) in zip(old.tables, renamed.tables) { nameParts(of: before, after) }
    for (before, after) in zip(old.views, renamed.views) { nameIndexes(before.indexes, after.indexes, of: after.name) }
    for (before, after) in zip(old.sequences, renamed.sequences) where before.name != after.name {
      add("ALTER SEQUENCE \(QuotedIdentifier.text(before.name)) RENAME TO \(QuotedIdentifier.text(after.name.name))")
    }
    for (before, after) in zip(old.enums, renamed.enums) {
      for (value, label) in zip(before.values, after.values) where value.label != label.label {
        add(
          "ALTER TYPE \(QuotedIdentifier.text(after.name)) "
            + "RENAME VALUE \(SQLLiteral.text(value.label)) TO \(SQLLiteral.text(label.label))"
        )
      }
    }
  }

  private mutating func add(_ sql: String, on table: ObjectName? = nil) {
    statements.append(CatalogAlteration.Statement(sql, on: table))
  }

  private func alter(_ table: ObjectName) -> String { "ALTER TABLE \(QuotedIdentifier.text(table)) " }

  private mutating func move(_ old: ObjectName, to new: ObjectName) {
    var current = old
    if old.schema != new.schema {
      add(alter(current) + "SET SCHEMA \(QuotedIdentifier.text(new.schema))", on: new)
      current.schema = new.schema
    }
    if old.name != new.name { add(alter(current) + "RENAME TO \(QuotedIdentifier.text(new.name))", on: new) }
  }

  private mutating func nameParts(of before: Table, _ after: Table) {
    let constraints =
      zip(before.keys, after.keys).map { ($0.name, $1.name) }
      + zip(before.checks, after.checks).map { ($0.name, $1.name) }
      + zip(before.exclusions, after.exclusions).map { ($0.name, $1.name) }
      + zip(before.foreignKeys, after.foreignKeys).filter { key, _ in key.isEnforced }.map { ($0.name, $1.name) }
    for (old, new) in constraints where old != new {
      add(
        alter(after.name) + "RENAME CONSTRAINT \(QuotedIdentifier.text(old)) TO \(QuotedIdentifier.text(new))",
        on: after.name)
    }
    nameIndexes(before.indexes, after.indexes, of: after.name)
  }

  private mutating func nameIndexes(_ before: [Index], _ after: [Index], of owner: ObjectName) {
    for (old, new) in zip(before, after) where old.name != new.name {
      let name = ObjectName(old.name, schema: owner.schema)
      add("ALTER INDEX \(QuotedIdentifier.text(name)) RENAME TO \(QuotedIdentifier.text(new.name))", on: owner)
    }
  }
}
