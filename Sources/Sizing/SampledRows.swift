/// Rows that stand for all rows of some columns, laid out column by column: where the data of each ends when nothing is
/// moved out of it.
struct SampledRows {
  let count: Int
  /// Bytes of the data of each row, with padding.
  private(set) var ends: [Int]
  /// The same without padding.
  private(set) var values: [Int]
  private(set) var hasNulls: [Bool]

  /// - Parameter count: 1, or all rows of a sample in one of its turns.
  init(_ columns: [ColumnShape], count: Int, turn: Int = 0) {
    self.count = count
    ends = Array(repeating: 0, count: count)
    values = ends
    hasNulls = Array(repeating: false, count: count)
    for (position, column) in columns.enumerated() {
      if column.nulls >= 1 {
        hasNulls = Array(repeating: true, count: count)
      } else if column.varies {
        append(
          column,
          in: RowSample.order(of: position).map { RowSample.position($0, column: position, turn: turn) })
      } else {
        append(column.layout, length: column.layout.bytes)
      }
    }
  }

  /// A column of which every row has a value of the same length.
  private mutating func append(_ layout: TypeWidth, length: Double) {
    let value = layout.end(of: length, at: 0)
    let alignment = layout.isAligned(length) ? layout.alignment : 1
    for row in 0..<count {
      ends[row] = roundUp(ends[row], to: alignment) + value
      values[row] += value
    }
  }

  /// A column whose rows differ, in the order in which their places lie.
  private mutating func append(_ column: ColumnShape, in order: [Int]) {
    // Rows of one place are alike: what a length comes to is worked out once for each.
    let lengths = column.lengths(of: RowSample.size)
    for row in 0..<count {
      let length = lengths[order[row]]
      guard length >= 0 else {
        hasNulls[row] = true
        continue
      }
      ends[row] = column.layout.end(of: length, at: ends[row])
      values[row] += column.layout.end(of: length, at: 0)
    }
  }
}
