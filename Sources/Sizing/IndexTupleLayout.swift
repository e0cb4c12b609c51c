/// Index tuples: a header of eight bytes, twelve rounded up to 16 where a key is missing, then the keys (itup.h).
struct IndexTupleLayout {
  let entryBytes: Double
  /// Whether entries differ in length.
  let varies: Bool

  init(_ keys: [ColumnShape]) {
    let isUniform = !keys.contains(where: \.varies)
    let rows = SampledRows(keys, count: isUniform ? 1 : RowSample.size)
    var total = 0
    var least = Int.max
    var most = 0
    for row in 0..<rows.count {
      let bytes = roundUp((rows.hasNulls[row] ? 16 : 8) + rows.ends[row], to: 8)
      total += bytes
      least = min(least, bytes)
      most = max(most, bytes)
    }
    entryBytes = Double(total) / Double(rows.count)
    varies = least < most
  }
}
