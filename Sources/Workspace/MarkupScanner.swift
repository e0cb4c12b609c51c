/// Splits well-formed XML, as Graphviz writes it, into tags and text.
struct MarkupScanner {
  struct Tag {
    var name: String
    var attributes: [(name: String, value: String)] = []
    var isClosing = false
    var isEmpty = false

    /// The value as it was written, escapes and all.
    subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
  }

  enum Piece {
    case tag(Tag)
    case text(String)
    /// Prolog, document type or comment.
    case ignored
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func next() -> Piece? {
    guard position < bytes.count else { return nil }
    guard bytes[position] == UInt8(ascii: "<") else { return .text(take(while: { $0 != UInt8(ascii: "<") })) }
    if starts(with: "<!--") {
      skip(past: "-->")
      return .ignored
    }
    if starts(with: "<?") || starts(with: "<!") {
      skip(past: ">")
      return .ignored
    }
    return .tag(tag())
  }

  private mutating func tag() -> Tag {
    position += 1
    var tag = Tag(name: "")
    if starts(with: "/") {
      tag.isClosing = true
      position += 1
    }
    tag.name = take(while: { !Self.isSpace($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") })
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
      if bytes[position] == UInt8(ascii: "/") {
        tag.isEmpty = true
        position += 1
      } else if Self.isSpace(bytes[position]) {
        position += 1
      } else {
        let name = take(while: { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") })
        position = min(position + 2, bytes.count)
        tag.attributes.append((name, take(while: { $0 != UInt8(ascii: "\"") })))
        position = min(position + 1, bytes.count)
      }
    }
    position = min(position + 1, bytes.count)
    return tag
  }

  private mutating func take(while isWanted: (UInt8) -> Bool) -> String {
    let start = position
    while position < bytes.count, isWanted(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skip(past end: String) {
    while position < bytes.count, !starts(with: end) { position += 1 }
    position = min(position + end.utf8.count, bytes.count)
  }

  private func starts(with text: String) -> Bool {
    bytes.count - position >= text.utf8.count && bytes[position..<position + text.utf8.count].elementsEqual(text.utf8)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
