/// Index tuples: a header of eight bytes, twelve rounded up to 16 where a key is missing, then the keys (itup.h).
struct IndexTupleLayout {
  let entryBytes: Double
  /// Whether entries differ in length.
  let varies: Bool

  init(_ keys: [ColumnShape]) {
    let isUniform = !keys.contains(where: \.varies)
    let count = isUniform ? 1 : RowSample.size
    var total = 0
    var least = Int.max
    var most = 0
    for row in 0..<count {
      var offset = 0
      var hasNulls = false
      for (position, key) in keys.enumerated() {
        guard let length = key.length(at: RowSample.place(row: row, column: position)) else {
          hasNulls = true
          continue
        }
        offset = key.layout.end(of: length, at: offset)
      }
      let bytes = roundUp((hasNulls ? 16 : 8) + offset, to: 8)
      total += bytes
      least = min(least, bytes)
      most = max(most, bytes)
    }
    entryBytes = Double(total) / Double(count)
    varies = least < most
  }
}
