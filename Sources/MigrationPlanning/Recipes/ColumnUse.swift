import SchemaModel

/// What of a table uses one of its columns.
struct ColumnUse {
  var indexes: [Index] = []
  var uniques: [KeyConstraint] = []
  var primaryKey: KeyConstraint?
  var checks: [CheckConstraint] = []
  var foreignKeys: [ForeignKey] = []
  /// Keys of other tables, or of this one, that point at the column.
  var incoming: [(table: ObjectName, key: ForeignKey)] = []
  /// The same under another name of the column, in the same order.
  var renamed: Table

  /// Whoever uses the column is changed when the column is called otherwise.
  init(_ table: Table, _ column: String, as other: String? = nil, in catalog: Catalog) {
    let probe = other ?? "zz_another_name_of_\(column)"
    var alone = Catalog()
    alone.schemas = catalog.schemas
    alone.enums = catalog.enums
    alone.domains = catalog.domains
    var bare = table
    bare.columns[probe] = nil
    bare.triggers = []
    alone.tables.append(bare)
    let after = MigrationContext.schema(alone, after: [Altering(table.name).renameColumn(column, to: probe)])
    renamed = after.tables[table.name] ?? table
    func changed<Item: Equatable>(_ before: [Item], _ after: [Item]) -> [Item] {
      zip(before, after).filter { $0 != $1 }.map(\.0)
    }
    indexes = changed(table.indexes, renamed.indexes)
    uniques = changed(table.uniqueConstraints, renamed.uniqueConstraints)
    checks = changed(table.checks, renamed.checks)
    foreignKeys = table.foreignKeys.filter { $0.columns.contains(column) && $0.isEnforced }
    primaryKey = table.primaryKey?.columns.contains(column) == true ? table.primaryKey : nil
    incoming = catalog.tables.flatMap { other in
      other.foreignKeys.filter { $0.isEnforced && $0.target == table.name && $0.targetColumns.contains(column) }
        .map { (other.name, $0) }
    }
  }
}
