internal import Diagnostics

/// Turns the parser's marks (line and column from 1, columns in Unicode scalars, YAML's own idea of a line break) into
/// UTF-8 offsets, and finds where a scalar ends.
struct YAMLPositions {
  private let bytes: [UInt8]
  private let lineStarts: [Int]
  private let isASCII: Bool

  init(_ file: SourceFile) {
    let bytes = Array(file.text.utf8)
    var starts = [0]
    var offset = 0
    while offset < bytes.count {
      let width = Self.lineBreakWidth(in: bytes, at: offset)
      offset += max(width, 1)
      if width > 0 { starts.append(offset) }
    }
    self.bytes = bytes
    lineStarts = starts
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return bytes.count }
    let start = lineStarts[line - 1]
    if isASCII { return min(start + max(column - 1, 0), bytes.count) }
    var offset = start
    var remaining = column - 1
    while offset < bytes.count {
      if bytes[offset] & 0xC0 != 0x80 {
        if remaining <= 0 { break }
        remaining -= 1
      }
      offset += 1
    }
    return offset
  }

  /// The byte range of the scalar that starts (with its anchor or tag) at `offset` and reads `text`.
  func scalarRange(at offset: Int, text: String) -> (range: Range<Int>, isPlain: Bool) {
    let start = skipProperties(from: offset)
    guard start < bytes.count else { return (start..<start, true) }
    switch bytes[start] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return (start..<closingQuote(from: start), false)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      let header = endOfLine(from: start)
      return (start..<endOfWords(of: text, from: header), false)
    default: return (start..<endOfWords(of: text, from: start), true)
    }
  }

  /// The word at an offset, for a caret under a collection.
  func wordRange(at offset: Int) -> Range<Int> {
    var end = min(offset, bytes.count)
    while end < bytes.count, !Self.isSpace(bytes[end]), bytes[end] != UInt8(ascii: ":") { end += 1 }
    return min(offset, bytes.count)..<max(end, min(offset + 1, bytes.count))
  }

  private func skipProperties(from offset: Int) -> Int {
    var position = offset
    while position < bytes.count, bytes[position] == UInt8(ascii: "&") || bytes[position] == UInt8(ascii: "!") {
      while position < bytes.count, !Self.isSpace(bytes[position]) { position += 1 }
      while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }
    return position
  }

  private func closingQuote(from start: Int) -> Int {
    let quote = bytes[start]
    var position = start + 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        position += 1
      } else if bytes[position] == quote {
        if quote == UInt8(ascii: "'"), position + 1 < bytes.count, bytes[position + 1] == quote {
          position += 1
        } else {
          return position + 1
        }
      }
      position += 1
    }
    return bytes.count
  }

  private func endOfLine(from start: Int) -> Int {
    bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  /// Folding and indentation change blanks only, so the text ends where as many other bytes have gone by.
  private func endOfWords(of text: String, from start: Int) -> Int {
    var remaining = text.utf8.count { !Self.isSpace($0) }
    var position = start
    while remaining > 0, position < bytes.count {
      if !Self.isSpace(bytes[position]) { remaining -= 1 }
      position += 1
    }
    return position
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func lineBreakWidth(in bytes: [UInt8], at offset: Int) -> Int {
    func byte(_ ahead: Int) -> UInt8? { offset + ahead < bytes.count ? bytes[offset + ahead] : nil }
    switch bytes[offset] {
    case 0x0A: return 1
    case 0x0D: return byte(1) == 0x0A ? 2 : 1
    case 0xC2: return byte(1) == 0x85 ? 2 : 0
    case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
    default: return 0
    }
  }
}
