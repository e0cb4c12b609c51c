import Synchronization

/// The row shapes that were worked out already: each lays out some hundred rows, and every index of a table asks again.
final class RowShapeMemory: Sendable {
  struct Key: Hashable, Sendable {
    var columns: [ColumnShape]
    var target: Int?
    var fillFactor: Int
  }

  private let known = Mutex<[Key: RowShape]>([:])

  func shape(_ key: Key) -> RowShape {
    if let shape = known.withLock({ $0[key] }) { return shape }
    let shape = RowShape(HeapLayout(key.columns, target: key.target), fillFactor: key.fillFactor)
    known.withLock { $0[key] = shape }
    return shape
  }
}
