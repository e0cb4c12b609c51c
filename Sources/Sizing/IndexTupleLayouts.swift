import Synchronization

/// The layouts of index tuples that were worked out already: each lays out some hundred of them, and the same index is
/// asked about at several numbers of rows.
final class IndexTupleLayouts: Sendable {
  private let known = Mutex<[[ColumnShape]: IndexTupleLayout]>([:])

  func layout(of keys: [ColumnShape]) -> IndexTupleLayout {
    if let layout = known.withLock({ $0[keys] }) { return layout }
    let layout = IndexTupleLayout(keys)
    known.withLock { $0[keys] = layout }
    return layout
  }
}
