import SchemaModel

/// What the columns of a B-tree say about its keys: how many differ, how many columns tell neighbours apart, and where
/// new ones go.
struct KeyArrival {
  /// Different keys; nil when they all differ or nothing says how many there are.
  let distinct: Double?
  /// Leading columns that tell two neighbouring pages apart.
  let tellingColumns: Int
  let growth: IndexShape.Growth

  init(_ keys: [ColumnShape], elements: [IndexElement], entries: Double, isUnique: Bool) {
    var product: Double? = 1
    var telling = keys.count
    for (position, key) in keys.enumerated() {
      product = product.flatMap { sum in key.seen(in: entries * (1 - key.nulls)).map { sum * $0 } }
      if keys.count > 1 { product = product.map { Self.seen(of: $0, in: entries) } }
      if telling == keys.count, product.map({ $0 >= entries / 20 }) ?? true { telling = position + 1 }
    }
    tellingColumns = telling
    distinct = isUnique ? nil : product.flatMap { $0 < entries * 0.98 ? $0 : nil }
    growth = Self.growth(keys, elements)
  }

  /// How many of so many values rows have that take one by chance.
  static func seen(of choices: Double, in rows: Double) -> Double {
    choices * (1 - NormalDistribution.exponential(-rows / max(1, choices)))
  }

  private static func growth(_ keys: [ColumnShape], _ elements: [IndexElement]) -> IndexShape.Growth {
    guard let first = keys.first, first.order == .ascending else { return .scattered }
    return elements.first?.order == .descending ? .backwards : .ordered
  }
}

extension ColumnShape {
  /// How many different values so many rows have.
  fileprivate func seen(in rows: Double) -> Double? {
    distinct.map { isChoice ? KeyArrival.seen(of: $0, in: rows) : min($0, rows) }
  }
}
