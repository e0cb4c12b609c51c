/// Rows of a table as tuples, column by column in physical order (heap_form_tuple, heap_toast_insert_or_update).
struct HeapLayout: Sendable {
  /// A tuple with its header, rounded up to 8, and the lengths of the values that were moved to TOAST.
  struct Tuple {
    var bytes: Int
    /// The same with every value in its place.
    var wholeBytes: Int
    var header: Int
    /// Values with their length headers, without padding.
    var values: Int
    var moved: [Double]
  }

  let columns: [ColumnShape]
  /// The length a row is brought down to (`toast_tuple_target`).
  let target: Int

  init(_ columns: [ColumnShape], target: Int? = nil) {
    self.columns = columns
    self.target = target ?? PageLayout.toastThreshold
  }

  /// Whether one row is as another.
  var isUniform: Bool { !columns.contains(where: \.varies) }

  /// The rows that stand for all; more of them where some rows are too long: how many depends on several columns together,
  /// and what is moved of a row is most of it.
  func sample() -> [Tuple] {
    let sample = tuples(turn: 0)
    let long = sample.count { !$0.moved.isEmpty }
    guard long > 0, long < sample.count else { return sample }
    return sample + (1..<RowSample.turns).flatMap { tuples(turn: $0) }
  }

  private func tuples(turn: Int) -> [Tuple] {
    let rows = SampledRows(columns, count: isUniform ? 1 : RowSample.size, turn: turn)
    let bitmap = roundUp(23 + (columns.count + 7) / 8, to: 8)
    let bare = roundUp(23, to: 8)
    return (0..<rows.count).map { row in
      let header = rows.hasNulls[row] ? bitmap : bare
      let whole = header + rows.ends[row]
      guard whole <= PageLayout.toastThreshold else {
        return movedTuple(row: row, turn: turn, header: header, whole: whole)
      }
      let bytes = roundUp(whole, to: 8)
      return Tuple(bytes: bytes, wholeBytes: bytes, header: header, values: rows.values[row], moved: [])
    }
  }

  /// A row that is too long: its longest values go to TOAST.
  private func movedTuple(row: Int, turn: Int, header: Int, whole: Int) -> Tuple {
    var lengths = columns.indices.map { columns[$0].length(at: RowSample.place(row: row, column: $0, turn: turn)) }
    var moved: [Double] = []
    var size = whole
    while size > target, let longest = longest(of: lengths, storage: .movable) {
      moved.append(lengths[longest].map(\.self) ?? 0)
      lengths[longest] = -1
      size = header + dataBytes(lengths)
    }
    while size > PageLayout.page - 64, let longest = longest(of: lengths, storage: .main) {
      moved.append(lengths[longest].map(\.self) ?? 0)
      lengths[longest] = -1
      size = header + dataBytes(lengths)
    }
    return Tuple(
      bytes: roundUp(size, to: 8), wholeBytes: roundUp(whole, to: 8), header: header, values: valueBytes(lengths),
      moved: moved)
  }

  /// Data of a row; a length below zero stands for a pointer to TOAST.
  private func dataBytes(_ lengths: [Double?]) -> Int {
    var offset = 0
    for (column, length) in zip(columns, lengths) {
      guard let length else { continue }
      offset = column.layout.end(of: length, at: offset)
    }
    return offset
  }

  /// What the values of a row would take one after the other.
  private func valueBytes(_ lengths: [Double?]) -> Int {
    zip(columns, lengths).reduce(0) { sum, value in
      value.1.map { sum + value.0.layout.end(of: $0, at: 0) } ?? sum
    }
  }

  private func longest(of lengths: [Double?], storage: TypeWidth.Storage) -> Int? {
    var best: Int?
    var most = 20.0
    for (index, length) in lengths.enumerated() where columns[index].layout.storage == storage {
      guard let length, length > most else { continue }
      best = index
      most = length
    }
    return best
  }
}

extension TypeWidth {
  /// Whether a value of `length` bytes begins at the type's alignment; one with a header of one byte begins anywhere.
  func isAligned(_ length: Double) -> Bool { !isVariable || length > PageLayout.longestShort }

  /// Where a value of `length` bytes that begins at `offset` or its next alignment ends.
  func end(of length: Double, at offset: Int) -> Int {
    guard isVariable else { return roundUp(offset, to: alignment) + Int(length) }
    if length < 0 { return offset + PageLayout.toastPointer }
    if length <= PageLayout.longestShort { return offset + 1 + Int(length) }
    return roundUp(offset, to: alignment) + 4 + Int(length)
  }
}
