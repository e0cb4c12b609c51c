/// A position on a line, in bytes and in columns, the way CommonMark counts them: a tab reaches to the next multiple of four.
struct LineCursor {
  let line: ArraySlice<UInt8>
  private(set) var offset: Int
  private var column = 0

  init(_ line: ArraySlice<UInt8>) {
    self.line = line
    offset = line.startIndex
  }

  /// The white space ahead: how many columns wide, and where it ends.
  var indent: (columns: Int, end: Int) {
    var ahead = self
    while ahead.isAtSpace { ahead.advance(columns: ahead.line[ahead.offset] == 0x09 ? 4 - ahead.column % 4 : 1) }
    return (ahead.column - column, ahead.offset)
  }

  /// Steps over the mark of a quote.
  mutating func skipQuote() -> Bool {
    let (columns, end) = indent
    guard columns <= 3, end < line.endIndex, line[end] == UInt8(ascii: ">") else { return false }
    advance(columns: columns + 1)
    if isAtSpace { advance(columns: 1) }
    return true
  }

  /// Steps over the indentation of an item's content.
  mutating func skipIndent(_ columns: Int) -> Bool {
    guard indent.columns >= columns else { return false }
    advance(columns: columns)
    return true
  }

  /// Steps over a list marker and returns how far the lines that follow must be indented.
  mutating func skipMarker() -> Int {
    let start = column
    let (columns, end) = indent
    var mark = end
    while mark < line.endIndex, (0x30...0x39).contains(line[mark]) { mark += 1 }
    advance(columns: columns + (mark - end) + 1)
    let width = column - start
    let (gap, rest) = indent
    if gap >= 5 || gap < 1 || rest == line.endIndex {
      if gap > 0 { advance(columns: 1) }
      return width + 1
    }
    advance(columns: gap)
    return width + gap
  }

  private var isAtSpace: Bool { offset < line.endIndex && (line[offset] == 0x20 || line[offset] == 0x09) }

  private mutating func advance(columns count: Int) {
    var remaining = count
    while remaining > 0, offset < line.endIndex {
      let width = line[offset] == 0x09 ? 4 - column % 4 : 1
      // Part of a tab: the column moves, the byte stays.
      guard width <= remaining else {
        column += remaining
        return
      }
      column += width
      remaining -= width
      offset += 1
    }
  }
}
