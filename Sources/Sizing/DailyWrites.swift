import Diagnostics
package import PlanModel
package import SchemaModel

/// What the changes of a day write to a table.
///
/// Records of the log as PostgreSQL makes them (heapam_xlog.h, nbtxlog.h): 54 bytes and the row without its header for an
/// insert, 46 bytes and the entry for each index. Images of whole pages, the first time each is changed after a
/// checkpoint, are not in it: they depend on checkpoints, not on the plan.
package struct DailyWrites: Sendable, Hashable {
  package var inserts: Double
  package var updates: Double
  /// Bytes of an insert in the log, with its entries in indexes and its pieces in TOAST.
  package var bytesPerInsert: Double
  /// The same of an update; without entries where none of the plan's updates changes an indexed column.
  package var bytesPerUpdate: Double
  package var isHeapOnly: Bool

  package var logBytes: Double { inserts * bytesPerInsert + updates * bytesPerUpdate }
}

extension SizeEstimator {
  /// What a day writes by the volume line of a table; nil when the plan states neither growth nor updates.
  package func writes(of table: Table, _ volume: Volume, queries: [Query]) -> DailyWrites? {
    guard volume.growth != nil || volume.updates != nil else { return nil }
    let rows = max(1, volume.rows?.value.value ?? 1)
    let shape = shape(of: table, rows: rows)
    let inserts: Double =
      switch volume.growth?.value {
      case nil: 0
      case .rows(let rate): max(0, rate.value) * CalendarUnit.day
      case .share(let share, let period): rows * max(0, share.value) / period * CalendarUnit.day
      }
    let indexes = Self.indexes(of: table)
    let entries = indexes.reduce(0) { $0 + self.shape(of: $1, of: table, rows: rows).logBytesPerRow }
    let toast = rows > 1 ? (shape.toastBytes / rows) + shape.chunksPerRow * 77 : 0
    let heap = 54 + shape.tupleBytes - 23
    let isHeapOnly = Self.isHeapOnly(table, indexes, queries)
    return DailyWrites(
      inserts: inserts, updates: (volume.updates?.value.value ?? 0) * CalendarUnit.day,
      bytesPerInsert: heap + entries + toast, bytesPerUpdate: heap + 11 + (isHeapOnly ? 0 : entries),
      isHeapOnly: isHeapOnly)
  }

  /// Rows that wait for autovacuum when it starts, and the bytes of the heap they hold (autovacuum.c); of the table's own
  /// settings where it has some.
  package func deadRows(of table: Table, rows: Double) -> (
    rows: Double, bytes: Double, threshold: Double, share: Double
  ) {
    let settings = table.storageParameters
    let threshold = settings["autovacuum_vacuum_threshold"].flatMap { Double($0) } ?? 50
    let share = settings["autovacuum_vacuum_scale_factor"].flatMap { Double($0) } ?? 0.2
    let dead = threshold + share * rows
    let shape = shape(of: table, rows: max(1, rows))
    return (dead, dead / max(1, shape.rowsPerPage) * PageLayout.bytes, threshold, share)
  }

  /// Whether the plan's updates of the table leave every indexed column as it is.
  package func updatesAreHeapOnly(of table: Table, queries: [Query]) -> Bool {
    Self.isHeapOnly(table, Self.indexes(of: table), queries)
  }

  private static func isHeapOnly(_ table: Table, _ indexes: [Index], _ queries: [Query]) -> Bool {
    let updates = queries.compactMap(\.shape).filter { shape in
      shape.kind == .update && shape.relations.contains { $0.isWritten && $0.name == table.name }
    }
    guard !updates.isEmpty else { return false }
    let indexed = Set(indexes.flatMap { $0.elements.compactMap(\.columnName) + $0.includes })
    let hasExpressions = indexes.contains { $0.columnNames == nil || $0.predicate != nil }
    return !hasExpressions
      && updates.allSatisfy { $0.columnsWritten.allSatisfy { !indexed.contains($0.column) } }
  }
}
