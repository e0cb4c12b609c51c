/// Rows that stand for all rows of a table: places in 0..<1 for every column, spread evenly and unlike from column to
/// column, the same ones every time.
struct RowSample: Sendable {
  /// Enough that the share of missing values is met within a half of one per cent.
  static let size = 256

  /// Steps of the columns: fractions of square roots of primes, which no small multiple brings back.
  private static let steps: [Double] = primes(96).map { prime in
    let root = Double(prime).squareRoot()
    return root - root.rounded(.down)
  }

  /// The place of a row among all by one column.
  static func place(row: Int, column: Int) -> Double {
    let exact = (Double(row) + 0.5) * steps[column % steps.count] + Double(column / steps.count) * 0.37
    return exact - exact.rounded(.down)
  }

  private static func primes(_ count: Int) -> [Int] {
    var found: [Int] = []
    var candidate = 2
    while found.count < count {
      if !found.contains(where: { candidate % $0 == 0 }) { found.append(candidate) }
      candidate += 1
    }
    return found
  }
}
