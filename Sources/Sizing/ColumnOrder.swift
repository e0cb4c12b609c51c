package import SchemaModel

/// An order of a table's columns that pads less.
package struct ColumnOrder: Sendable, Hashable {
  package var columns: [String]
  /// Bytes of a row now and in that order.
  package var bytesNow: Double
  package var bytesThen: Double
  /// Bytes of the heap that it saves.
  package var saved: Double

  /// A twentieth of the heap and 64 MiB: below that, rewriting the table costs more than the order brings back.
  fileprivate static let worthwhileBytes = 64.0 * 1_048_576
  fileprivate static let worthwhileShare = 0.95
}

extension SizeEstimator {
  /// The columns of fixed width first, those of the widest alignment before the others, then the rest as they stand; nil
  /// when that saves less than is worth a word, or the plan states the width of a row.
  package func betterOrder(of table: Table, rows: Double) -> ColumnOrder? {
    guard !statesRowWidth(table) else { return nil }
    let shapes = columns(of: table)
    let fixed = shapes.enumerated().filter { !$1.layout.isVariable }.sorted {
      ($0.element.layout.alignment, -$0.offset) > ($1.element.layout.alignment, -$1.offset)
    }.map(\.element)
    let ordered = fixed + shapes.filter(\.layout.isVariable)
    guard ordered != shapes else { return nil }
    let now = shape(of: table, rows: rows)
    guard now.heapBytes >= ColumnOrder.worthwhileBytes else { return nil }
    let then = RowShape(HeapLayout(ordered), fillFactor: table.fillFactor).shape(rows: rows)
    let saved = now.heapBytes - then.heapBytes
    guard saved >= ColumnOrder.worthwhileBytes, then.tupleBytes <= now.tupleBytes * ColumnOrder.worthwhileShare
    else { return nil }
    return ColumnOrder(
      columns: ordered.map(\.name), bytesNow: now.tupleBytes, bytesThen: then.tupleBytes, saved: saved)
  }
}
