/// Rows that stand for all rows of a table: for every column its places in 0..<1 are spread evenly, each once, and in an
/// order unlike that of any other column; the same ones every time.
enum RowSample {
  /// The share of missing values is met within a tenth of one per cent.
  static let size = 512

  /// The place of a row among all by one column.
  static func place(row: Int, column: Int) -> Double {
    place(order(of: column)[row])
  }

  /// The place of the row that stands at a position by some column.
  static func place(_ position: Int) -> Double { (Double(position) + 0.5) / Double(size) }

  /// Where each row stands among all by one column.
  static func order(of column: Int) -> [Int] { orders[column % orders.count] }

  private static let orders: [[Int]] = (0..<64).map { shuffled(seed: UInt64($0) &+ 1) }

  /// Fisher and Yates' shuffle by SplitMix64, which is the same on every machine.
  private static func shuffled(seed: UInt64) -> [Int] {
    var order = Array(0..<size)
    var state = seed &* 0xD1B5_4A32_D192_ED03
    for index in stride(from: size - 1, to: 0, by: -1) {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      order.swapAt(index, Int((value ^ (value >> 31)) % UInt64(index + 1)))
    }
    return order
  }
}
