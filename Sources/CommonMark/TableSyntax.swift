/// The lines of pipe tables, by the rules of GitHub Flavored Markdown.
enum TableSyntax {
  /// The alignments a delimiter row sets, or nil for any other line.
  static func alignments(_ line: some Collection<UInt8>) -> [MarkdownTable.Alignment]? {
    guard line.contains(UInt8(ascii: "-")), line.contains(where: { $0 == pipe || $0 == UInt8(ascii: ":") }) else {
      return nil
    }
    var markers = split(trimmed(Array(line)[...]))
    if markers.first?.isEmpty == true { markers.removeFirst() }
    if markers.last?.isEmpty == true { markers.removeLast() }
    guard !markers.isEmpty else { return nil }
    var result: [MarkdownTable.Alignment] = []
    for marker in markers {
      guard let alignment = alignment(trimmed(marker)) else { return nil }
      result.append(alignment)
    }
    return result
  }

  /// The cells of a row: pipes split it unless a backslash stands before them. Nil when it holds no cell.
  static func cells(_ line: some Collection<UInt8>) -> [[UInt8]]? {
    var line = Array(line)[...]
    while let last = line.last, isSpace(last) { line.removeLast() }
    guard !line.contains(UInt8(ascii: "\\")) else { return escapedCells(line) }
    if line.first == pipe { line.removeFirst() }
    var cells = split(line)
    if let last = cells.last, last.allSatisfy(isSpace) { cells.removeLast() }
    return cells.isEmpty ? nil : cells.map { Array(trimmed($0)) }
  }

  /// The same for a line in which backslashes may take a pipe its meaning.
  private static func escapedCells(_ line: ArraySlice<UInt8>) -> [[UInt8]]? {
    var cells: [[UInt8]] = []
    var cell: [UInt8] = []
    var index = line.startIndex
    if line.first == pipe { index += 1 }
    var isOpen = false
    while index < line.endIndex {
      let byte = line[index]
      let next = index + 1 < line.endIndex ? line[index + 1] : nil
      if byte == UInt8(ascii: "\\"), next == pipe {
        // Whatever stands before the backslash: it belongs to the pipe, and is gone before inlines are read.
        cell.append(pipe)
        isOpen = true
        index += 2
        continue
      }
      if byte == pipe {
        cells.append(Array(trimmed(cell[...])))
        cell = []
        isOpen = false
      } else {
        cell.append(byte)
        isOpen = isOpen || !isSpace(byte)
      }
      index += 1
    }
    if isOpen { cells.append(Array(trimmed(cell[...]))) }
    return cells.isEmpty ? nil : cells
  }

  private static let pipe = UInt8(ascii: "|")

  private static func alignment(_ marker: ArraySlice<UInt8>) -> MarkdownTable.Alignment? {
    var dashes = marker
    let colon = UInt8(ascii: ":")
    let isLeft = dashes.first == colon
    if isLeft { dashes.removeFirst() }
    let isRight = dashes.last == colon
    if isRight { dashes.removeLast() }
    guard !dashes.isEmpty, dashes.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
    switch (isLeft, isRight) {
    case (true, true): return .center
    case (true, false): return .left
    case (false, true): return .right
    case (false, false): return .unset
    }
  }

  private static func split(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    line.split(separator: pipe, omittingEmptySubsequences: false)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    return bytes
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
