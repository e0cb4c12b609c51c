/// How a table lies on its pages at a number of rows.
package struct TableShape: Sendable, Hashable {
  package var rows: Double
  /// Average bytes of a row with its header and padding, without the line pointer; what TOAST keeps is not in it.
  package var tupleBytes: Double
  /// Of these the header with the bitmap of missing values, and the values with their lengths; the rest is padding.
  package var headerBytes: Double
  package var valueBytes: Double
  package var rowsPerPage: Double
  package var heapPages: Double
  /// Pages of the TOAST table and of its index; none when no row is long enough.
  package var toastPages: Double
  package var toastIndexPages: Double
  /// Pieces of values in the TOAST table for a row.
  package var chunksPerRow: Double

  package var paddingBytes: Double { max(0, tupleBytes - headerBytes - valueBytes) }
  package var heapBytes: Double { heapPages * PageLayout.bytes }
  package var toastBytes: Double { (toastPages + toastIndexPages) * PageLayout.bytes }
}

/// What does not depend on the number of rows.
struct RowShape: Sendable {
  let tupleBytes: Double
  /// The average with every value in its place.
  let wholeBytes: Double
  let headerBytes: Double
  let valueBytes: Double
  let pagesPerRow: Double
  let toastPagesPerRow: Double
  let chunksPerRow: Double

  init(_ layout: HeapLayout, fillFactor: Int) {
    let sample = layout.sample()
    let reserve = PageLayout.page * (100 - fillFactor) / 100
    tupleBytes = Double(sample.reduce(0) { $0 + $1.bytes }) / Double(sample.count)
    wholeBytes = Double(sample.reduce(0) { $0 + $1.wholeBytes }) / Double(sample.count)
    headerBytes = Double(sample.reduce(0) { $0 + $1.header }) / Double(sample.count)
    valueBytes = Double(sample.reduce(0) { $0 + $1.values }) / Double(sample.count)
    pagesPerRow = PageFilling.pagesPerRow(sample.map { [$0.bytes] }, reserve: reserve)
    let chunks = sample.map { $0.moved.flatMap(Self.chunks) }
    chunksPerRow = Double(chunks.reduce(0) { $0 + $1.count }) / Double(sample.count)
    toastPagesPerRow = chunksPerRow > 0 ? PageFilling.pagesPerRow(chunks) : 0
  }

  /// A row of which only the width of its values is known: rows differ, and fill a page to its end on average.
  init(valueBytes: Double, columns: Int, hasNulls: Bool, fillFactor: Int, of layout: RowShape) {
    let header = roundUp(23 + (hasNulls ? (columns + 7) / 8 : 0), to: 8)
    tupleBytes = Double(roundUp(header + Int(valueBytes.rounded(.up)), to: 8))
    wholeBytes = tupleBytes
    headerBytes = Double(header)
    self.valueBytes = valueBytes
    let room = PageLayout.page - PageLayout.header - PageLayout.page * (100 - fillFactor) / 100
    pagesPerRow = (tupleBytes + Double(PageLayout.linePointer)) / Double(room)
    toastPagesPerRow = layout.toastPagesPerRow
    chunksPerRow = layout.chunksPerRow
  }

  /// The tuples of the pieces a value is cut into: header, value, number of the piece, and the piece.
  private static func chunks(_ length: Double) -> [Int] {
    var rest = Int(length)
    var sizes: [Int] = []
    while rest > 0 {
      let piece = min(rest, PageLayout.toastChunk)
      sizes.append(roundUp(36 + piece, to: 8))
      rest -= piece
    }
    return sizes
  }

  func shape(rows: Double) -> TableShape {
    let chunks = rows * chunksPerRow
    return TableShape(
      rows: rows, tupleBytes: tupleBytes, headerBytes: headerBytes, valueBytes: valueBytes,
      rowsPerPage: pagesPerRow > 0 ? 1 / pagesPerRow : 0,
      heapPages: rows > 0 ? (rows * pagesPerRow).rounded(.up) : 0,
      toastPages: (rows * toastPagesPerRow).rounded(.up),
      // A key of two four-byte numbers, ascending.
      toastIndexPages: chunksPerRow > 0 ? BTreeSize(entry: 16, pivot: 16).builtPages(entries: chunks) : 0,
      chunksPerRow: chunksPerRow)
  }
}
