package import SchemaModel

/// What is known of the values of a column: how long they are, how many are missing, how many differ.
package struct ColumnShape: Sendable, Hashable {
  package var name: String
  package var layout: TypeWidth
  /// The share of rows without a value.
  package var nulls: Double
  /// How many different values there are, of an array or document how many elements or keys; nil when nothing says so.
  package var distinct: Double?
  /// Whether `distinct` counts what there is to choose from, which rows need not have used up.
  package var isChoice = false
  package var order: KeyOrder
  package var type: ColumnType

  /// Average bytes as pg_statistic.stawidth counts them: of the values there are, with the length header, and of one
  /// that TOAST keeps only the pointer.
  package var storedWidth: Double {
    guard layout.isVariable else { return layout.bytes }
    return layout.bytes + (layout.bytes > PageLayout.longestShort ? 4 : 1)
  }

  /// Bytes of the value in a row, for a place in 0..<1 among all rows; nil where it is missing.
  ///
  /// Of a type whose values differ in length they are taken to lie evenly between half and one and a half of the
  /// average: how far they spread hardly matters to a size, that they do not all pad alike does.
  func length(at place: Double) -> Double? {
    if place < nulls { return nil }
    guard !layout.isConstant else { return layout.bytes }
    return length(at: place, spread: spread)
  }

  /// The same at each of some places that lie evenly; below zero where the value is missing.
  func lengths(of count: Int) -> [Double] {
    let spread = spread
    return (0..<count).map { position in
      let place = (Double(position) + 0.5) / Double(count)
      if place < nulls { return -1 }
      return layout.isConstant ? layout.bytes : length(at: place, spread: spread)
    }
  }

  private func length(at place: Double, spread: Double) -> Double {
    let inner = nulls < 1 ? (place - nulls) / (1 - nulls) : 0
    let exact = (layout.bytes + (2 * inner - 1) * spread - layout.base) / layout.step
    return max(0, layout.base + layout.step * (exact + 0.5).rounded(.down))
  }

  /// The same with another share of missing values.
  func missing(_ share: Double) -> ColumnShape {
    var shape = self
    shape.nulls = share
    return shape
  }

  private var spread: Double {
    if layout.isNarrow { return layout.step / 2 }
    let room = layout.most.map { max(0, $0 - layout.bytes) } ?? .infinity
    return min(max(layout.step / 2, (layout.bytes - layout.base) / 2), max(room, layout.step / 2))
  }

  /// Whether rows differ in it.
  var varies: Bool { !layout.isConstant || (nulls > 0 && nulls < 1) }
}
