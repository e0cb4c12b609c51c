import SQLWriting
import SchemaModel

/// A table as it is declared once it is partitioned: every key takes the partition column in.
struct PartitionedTable: Sendable {
  let table: Table
  /// Keys that change, as they are and as they will be.
  let changedKeys: [(old: KeyConstraint, new: KeyConstraint, isPrimary: Bool)]
  /// The same of unique indexes.
  let changedIndexes: [(old: Index, new: Index)]

  init(_ layout: PartitionLayout) { self.init(layout.table, .range, by: layout.time.column.name) }

  init(_ original: Table, _ strategy: PartitionKey.Strategy, by column: String) {
    var table = original
    var keys: [(old: KeyConstraint, new: KeyConstraint, isPrimary: Bool)] = []
    var indexes: [(old: Index, new: Index)] = []
    table.partitionKey = PartitionKey(strategy, elements: [IndexElement(column: column)])
    table.storageParameters = [:]
    table.clusteredOn = nil
    table.replicaIdentity = nil
    if let key = table.primaryKey, !key.columns.contains(column) {
      let new = Self.widened(key, by: column)
      keys.append((key, new, true))
      table.primaryKey = new
    }
    table.uniqueConstraints = table.uniqueConstraints.map { key in
      guard !key.columns.contains(column) else { return key }
      let new = Self.widened(key, by: column)
      keys.append((key, new, false))
      return new
    }
    table.indexes = table.indexes.map { index in
      guard index.isUnique, !index.elements.contains(where: { $0.columnName == column }) else { return index }
      var new = index
      new.elements.append(IndexElement(column: column))
      indexes.append((index, new))
      return new
    }
    self.table = table
    changedKeys = keys
    changedIndexes = indexes
  }

  private static func widened(_ key: KeyConstraint, by column: String) -> KeyConstraint {
    var key = key
    key.columns.append(column)
    return key
  }
}
