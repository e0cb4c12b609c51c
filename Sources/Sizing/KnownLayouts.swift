import Synchronization

/// What was worked out already: each layout lays out some hundred tuples and each growth follows some ten thousand rows,
/// and the same index is asked about again and again.
final class KnownLayouts: Sendable {
  private let layouts = Mutex<[[ColumnShape]: IndexTupleLayout]>([:])
  private let leaves = Mutex<[PlaceGrowth: Double]>([:])

  func layout(of keys: [ColumnShape]) -> IndexTupleLayout {
    if let layout = layouts.withLock({ $0[keys] }) { return layout }
    let layout = IndexTupleLayout(keys)
    layouts.withLock { $0[keys] = layout }
    return layout
  }

  func leaves(of growth: PlaceGrowth) -> Double {
    if let leaves = leaves.withLock({ $0[growth] }) { return leaves }
    let leaves = growth.leaves()
    self.leaves.withLock { $0[growth] = leaves }
    return leaves
  }
}
