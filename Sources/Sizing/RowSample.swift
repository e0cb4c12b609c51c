/// Rows that stand for all rows of a table: for every column its places in 0..<1 are spread evenly, each once, and in an
/// order unlike that of any other column; the same ones every time.
enum RowSample {
  /// The share of missing values is met within a tenth of one per cent.
  static let size = 512

  /// How often the rows can be taken anew, each time with other neighbours of the same places: by that a column's places
  /// that lie evenly meet those of another that do.
  static let turns = 16

  /// The place of a row among all by one column.
  static func place(row: Int, column: Int, turn: Int) -> Double {
    place(position(order(of: column)[row], column: column, turn: turn))
  }

  /// Where a row stands in a turn by one column that stands at `position` in the first.
  static func position(_ position: Int, column: Int, turn: Int) -> Int {
    (position + turn * column * (size / turns)) % size
  }

  /// The place of the row that stands at a position by some column.
  static func place(_ position: Int) -> Double { (Double(position) + 0.5) / Double(size) }

  /// Where each row stands among all by one column.
  static func order(of column: Int) -> [Int] { orders[column % orders.count] }

  private static let orders: [[Int]] = (0..<64).map { shuffled(seed: UInt64($0) &+ 1) }

  /// Fisher and Yates' shuffle.
  private static func shuffled(seed: UInt64) -> [Int] {
    var order = Array(0..<size)
    var random = SplitMix(seed: seed)
    for index in stride(from: size - 1, to: 0, by: -1) {
      order.swapAt(index, Int(random.next() % UInt64(index + 1)))
    }
    return order
  }
}
