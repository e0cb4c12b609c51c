/// A name with what it is qualified by, as it stands in SQL text.
package struct DottedName: Hashable, Sendable {
  /// The parts as PostgreSQL reads them: unquoted ones folded to lower case. A final `*` is no part.
  package var parts: [String]
  /// UTF-8 offsets of the parts.
  package var ranges: [Range<Int>]
  /// From the first part to the last, or to the `*` behind them.
  package var range: Range<Int>

  /// The name that begins at an offset; nil when there is none.
  package init?(at offset: Int, in bytes: [UInt8]) {
    guard offset >= 0, offset < bytes.count else { return nil }
    var position = offset
    parts = []
    ranges = []
    while let end = Self.end(of: position, in: bytes) {
      parts.append(Self.text(of: bytes[position..<end]))
      ranges.append(position..<end)
      var next = end
      while next < bytes.count, Lexer.isSpace(bytes[next]) { next += 1 }
      guard next < bytes.count, bytes[next] == UInt8(ascii: ".") else { break }
      next += 1
      while next < bytes.count, Lexer.isSpace(bytes[next]) { next += 1 }
      position = next
      if next < bytes.count, bytes[next] == UInt8(ascii: "*") { break }
    }
    guard let last = ranges.last else {
      guard bytes[offset] == UInt8(ascii: "*") else { return nil }
      range = offset..<offset + 1
      return
    }
    let endsInStar = position < bytes.count && position > last.lowerBound && bytes[position] == UInt8(ascii: "*")
    range = offset..<(endsInStar ? position + 1 : last.upperBound)
  }

  private static func end(of start: Int, in bytes: [UInt8]) -> Int? {
    guard start < bytes.count else { return nil }
    var position = start
    if bytes[start] == UInt8(ascii: "\"") {
      position += 1
      while position < bytes.count {
        if bytes[position] == UInt8(ascii: "\"") {
          guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") else { return position + 1 }
          position += 1
        }
        position += 1
      }
      return nil
    }
    guard Lexer.startsWord(bytes[start]) else { return nil }
    while position < bytes.count, Lexer.continuesWord(bytes[position]) { position += 1 }
    return position
  }

  private static func text(of bytes: ArraySlice<UInt8>) -> String {
    guard bytes.first == UInt8(ascii: "\"") else {
      let folded = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      return String(decoding: folded, as: UTF8.self)
    }
    var inner: [UInt8] = []
    var isEscaped = false
    for byte in bytes.dropFirst().dropLast() {
      if byte == UInt8(ascii: "\""), !isEscaped {
        isEscaped = true
        continue
      }
      isEscaped = false
      inner.append(byte)
    }
    return String(decoding: inner, as: UTF8.self)
  }
}
