import SQLReading
import SchemaModel

extension StatementJudge {
  /// The locks of everything that is gone after the statement: relations, and parts of tables that stay.
  mutating func lockDropped(except known: Set<ObjectName> = []) {
    for (name, kind) in before.relations where after.relations[name] == nil && !known.contains(name) {
      draft.lock(name, .accessExclusive)
      if case .index(let table) = kind { draft.lock(table, .accessExclusive) }
    }
    for table in before.catalog.tables {
      guard let left = after.table(table.name) else {
        lockDropped(table)
        continue
      }
      if left != table { lockDroppedParts(of: table, left) }
    }
    for view in before.catalog.views {
      guard let left = after.catalog.views[view.name], left != view else { continue }
      if left.triggers.count < view.triggers.count || left.rules.count < view.rules.count {
        draft.lock(view.name, .accessExclusive)
      }
    }
    for statistics in before.catalog.statistics where !after.catalog.statistics.contains(statistics.name) {
      draft.lock(statistics.table, .shareUpdateExclusive)
    }
  }

  private mutating func lockDropped(_ table: Table) {
    draft.lock(before.sequences(of: table.name), .accessExclusive)
    // A partition's copy of its parent's key has no triggers on the table that it points to.
    for key in table.foreignKeys where key.isEnforced && !isInherited(key, from: table.partitionOf?.parent) {
      lockDroppedKey(key, of: table.name)
    }
    guard let parent = table.partitionOf?.parent, after.table(parent) != nil else { return }
    draft.lock(parent, .accessExclusive)
    draft.lock(before.defaultPartition(of: parent), .accessExclusive)
  }

  private mutating func lockDroppedParts(of table: Table, _ left: Table) {
    for column in table.columns where column.identity != nil && left.columns[column.name]?.identity == nil {
      draft.lock(before.identitySequence(of: column, in: table.name), .accessExclusive)
    }
    for key in table.foreignKeys where key.isEnforced && !left.foreignKeys.contains(where: { $0.name == key.name }) {
      lockDroppedKey(key, of: table.name)
    }
    let columns = table.columns.contains { column in
      guard let now = left.columns[column.name] else { return true }
      return column.defaultExpression != nil && now.defaultExpression == nil
    }
    if columns || left.policies.count < table.policies.count || left.triggers.count < table.triggers.count
      || left.rules.count < table.rules.count || left.checks.count < table.checks.count
      || left.keys.count < table.keys.count || left.exclusions.count < table.exclusions.count
    {
      draft.lock(table.name, .accessExclusive)
    }
  }

  /// A foreign key is triggers on both tables, and on the partitions of the table that it points to.
  mutating func lockDroppedKey(_ key: ForeignKey, of table: ObjectName) {
    draft.lock(table, .accessExclusive)
    draft.lock(before.tree(key.target), .accessExclusive)
  }
}
