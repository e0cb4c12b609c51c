/// Finds where a place of a YAML scalar's text stands in the file.
///
/// Folding, indentation and the block header change blanks only, so the n-th other character of the text is the n-th
/// of the source; quoted scalars may also escape one.
package struct ScalarAlignment {
  private let source: [UInt8]
  private let start: Int

  package init(file: SourceFile, span: SourceSpan) {
    let bytes = file.text.utf8
    let begin = min(span.offset, bytes.count)
    let end = min(begin + span.length, bytes.count)
    let first = bytes.index(bytes.startIndex, offsetBy: begin)
    source = Array(bytes[first..<bytes.index(first, offsetBy: end - begin)])
    start = begin
  }

  /// The offset in the file of the UTF-8 offset in `text`.
  package func offset(of position: Int, in text: String) -> Int {
    var remaining = text.utf8.prefix(position).count { !Self.isSpace($0) }
    var index = 0
    let quote = source.first
    if quote == UInt8(ascii: "|") || quote == UInt8(ascii: ">") {
      index = source.firstIndex(of: UInt8(ascii: "\n")) ?? source.count
    } else if quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
      index = 1
    }
    while index < source.count {
      let byte = source[index]
      if !Self.isSpace(byte) {
        if remaining == 0 { return start + index }
        remaining -= 1
      }
      index += Self.width(of: byte, quote: quote, next: index + 1 < source.count ? source[index + 1] : nil)
    }
    return start + max(source.count - 1, 0)
  }

  /// How many bytes of the source stand for one of the text.
  private static func width(of byte: UInt8, quote: UInt8?, next: UInt8?) -> Int {
    if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { return 2 }
    if byte == UInt8(ascii: "'"), quote == byte, next == byte { return 2 }
    return 1
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
