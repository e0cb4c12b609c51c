/// A text that was read, under the path people know it by, able to turn byte offsets into lines and columns.
package struct SourceFile: Sendable {
  /// The path as it is shown: relative to the project, never absolute in an output.
  package let path: String
  package let text: String
  /// Of four bytes: a file may be line breaks throughout.
  private let lineStarts: [UInt32]
  /// The Unicode scalars before each multiple of `markDistance` bytes: columns of very long lines are counted from there.
  private let marks: [Int]
  private static let markDistance = 4096

  package init(path: String, text: String) {
    self.path = path
    self.text = text
    var starts: [UInt32] = [0]
    starts.reserveCapacity(text.utf8.count { $0 == UInt8(ascii: "\n") } + 1)
    var marks: [Int] = []
    var offset = 0
    var scalars = 0
    for byte in text.utf8 {
      if offset & (Self.markDistance - 1) == 0 { marks.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars += 1 }
      offset += 1
      if byte == UInt8(ascii: "\n") { starts.append(UInt32(truncatingIfNeeded: offset)) }
    }
    lineStarts = starts
    self.marks = marks
  }

  /// The span of a range of UTF-8 offsets. Offsets beyond the text are clamped.
  package func span(_ range: Range<Int>) -> SourceSpan {
    let start = location(at: range.lowerBound)
    return SourceSpan(
      path: path, offset: range.lowerBound, length: range.count, line: start.line, column: start.column)
  }

  /// The line and column, both from 1, of a UTF-8 offset; columns count Unicode scalars.
  package func location(at offset: Int) -> (line: Int, column: Int) {
    let clamped = min(max(offset, 0), text.utf8.count)
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if start(ofLine: middle) <= clamped { low = middle } else { high = middle - 1 }
    }
    return (low + 1, scalars(start(ofLine: low)..<clamped) + 1)
  }

  /// - Parameter line: counted from 0.
  private func start(ofLine line: Int) -> Int { Int(lineStarts[line]) }

  private func scalars(_ range: Range<Int>) -> Int {
    guard range.count > Self.markDistance else { return counted(range) }
    return scalars(before: range.upperBound) - scalars(before: range.lowerBound)
  }

  private func scalars(before offset: Int) -> Int {
    let mark = min(offset / Self.markDistance, marks.count - 1)
    return marks[mark] + counted(mark * Self.markDistance..<offset)
  }

  private func counted(_ range: Range<Int>) -> Int {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return bytes[start..<bytes.index(start, offsetBy: range.count)].count { $0 & 0xC0 != 0x80 }
  }

  /// The offset of a 1-based line and column, for readers that are told lines by a library.
  package func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return text.utf8.count }
    let bytes = text.utf8
    var offset = start(ofLine: line - 1)
    var index = bytes.index(bytes.startIndex, offsetBy: offset)
    var remaining = column - 1
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] & 0xC0 != 0x80 {
        if remaining == 0 { break }
        remaining -= 1
      }
      index = bytes.index(after: index)
      offset += 1
    }
    return offset
  }

  /// The line a span begins on, for display; of a very long line what stands around the span.
  package func excerpt(at span: SourceSpan) -> SourceExcerpt? {
    guard let line = line(span.line) else { return nil }
    let bytes = line.utf8
    guard bytes.count > SourceExcerpt.longest else { return SourceExcerpt(String(line)) }
    let start = self.start(ofLine: span.line - 1)
    let position = min(max(span.offset - start, 0), bytes.count)
    let first = Self.boundary(position - SourceExcerpt.longest / 4, in: bytes)
    let last = Self.boundary(position + SourceExcerpt.longest / 2, in: bytes)
    let dropped = scalars(start..<start + bytes.distance(from: bytes.startIndex, to: first))
    return SourceExcerpt(String(line[first..<last]), droppedColumns: dropped)
  }

  /// The beginning of the scalar that an offset is in.
  private static func boundary(_ offset: Int, in bytes: Substring.UTF8View) -> Substring.Index {
    var index = bytes.index(bytes.startIndex, offsetBy: min(max(offset, 0), bytes.count))
    while index > bytes.startIndex, index < bytes.endIndex, bytes[index] & 0xC0 == 0x80 {
      index = bytes.index(before: index)
    }
    return index
  }

  /// The text of a 1-based line without its line break, or nil when there is no such line.
  package func line(_ number: Int) -> Substring? {
    guard number >= 1, number <= lineStarts.count else { return nil }
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: self.start(ofLine: number - 1))
    let end =
      number < lineStarts.count
      ? bytes.index(bytes.startIndex, offsetBy: self.start(ofLine: number) - 1) : bytes.endIndex
    var line = text[start..<end]
    if line.last == "\r" { line = line.dropLast() }
    return line
  }
}

/// A source line, or what of a very long one is shown.
package struct SourceExcerpt: Hashable, Sendable {
  package var text: String
  /// How many columns of the line stand before the text.
  package var droppedColumns: Int

  /// Lines of more bytes than these are shown in part: a file can be one line, and have a problem in each of its words.
  static let longest = 1000

  package init(_ text: String, droppedColumns: Int = 0) {
    self.text = text
    self.droppedColumns = droppedColumns
  }
}
