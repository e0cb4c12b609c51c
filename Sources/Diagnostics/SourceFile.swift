/// A text that was read, under the path people know it by, able to turn byte offsets into lines and columns.
package struct SourceFile: Sendable {
  /// The path as it is shown: relative to the project, never absolute in an output.
  package let path: String
  package let text: String
  private let lineStarts: [Int]

  package init(path: String, text: String) {
    self.path = path
    self.text = text
    var starts = [0]
    var offset = 0
    for byte in text.utf8 {
      offset += 1
      if byte == UInt8(ascii: "\n") { starts.append(offset) }
    }
    lineStarts = starts
  }

  /// The span of a range of UTF-8 offsets. Offsets beyond the text are clamped.
  package func span(_ range: Range<Int>) -> SourceSpan {
    let start = location(at: range.lowerBound)
    return SourceSpan(
      path: path, offset: range.lowerBound, length: range.count, line: start.line, column: start.column)
  }

  /// The line and column, both from 1, of a UTF-8 offset; columns count Unicode scalars.
  package func location(at offset: Int) -> (line: Int, column: Int) {
    let bytes = text.utf8
    let clamped = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= clamped { low = middle } else { high = middle - 1 }
    }
    let start = bytes.index(bytes.startIndex, offsetBy: lineStarts[low])
    let end = bytes.index(start, offsetBy: clamped - lineStarts[low])
    let scalars = bytes[start..<end].count { $0 & 0xC0 != 0x80 }
    return (low + 1, scalars + 1)
  }

  /// The offset of a 1-based line and column, for readers that are told lines by a library.
  package func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return text.utf8.count }
    let bytes = text.utf8
    var offset = lineStarts[line - 1]
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

  /// The text of a 1-based line without its line break, or nil when there is no such line.
  package func line(_ number: Int) -> Substring? {
    guard number >= 1, number <= lineStarts.count else { return nil }
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: lineStarts[number - 1])
    let end =
      number < lineStarts.count
      ? bytes.index(bytes.startIndex, offsetBy: lineStarts[number] - 1) : bytes.endIndex
    var line = text[start..<end]
    if line.last == "\r" { line = line.dropLast() }
    return line
  }
}
