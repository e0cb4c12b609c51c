/// Finds comments, strings, numbers and words in languages simple enough for it. It never fails: what it does not know stays plain.
struct WordScanner: Sendable {
  var comment: [UInt8]
  var keywords: Set<String>
  var quotes: [UInt8]
  /// Whether a word or string before a colon names something.
  var hasKeys: Bool

  static let prisma = WordScanner(
    comment: Array("//".utf8),
    keywords: ["model", "enum", "type", "view", "datasource", "generator", "true", "false", "null"],
    quotes: [UInt8(ascii: "\"")], hasKeys: false)
  static let json = WordScanner(
    comment: [], keywords: ["true", "false", "null"], quotes: [UInt8(ascii: "\"")], hasKeys: true)
  static let yaml = WordScanner(
    comment: Array("#".utf8), keywords: ["true", "false", "null"], quotes: [UInt8(ascii: "\""), UInt8(ascii: "'")],
    hasKeys: true)

  func tokens(of text: String) -> [CodeToken] {
    let bytes = Array(text.utf8)
    var tokens: [CodeToken] = []
    var index = 0
    while index < bytes.count {
      let start = index
      let byte = bytes[index]
      if !comment.isEmpty, bytes[index...].starts(with: comment), start == 0 || isSpace(bytes[start - 1]) {
        index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
        tokens.append(CodeToken(.comment, start..<index))
      } else if quotes.contains(byte) {
        index = endOfString(bytes, from: index)
        tokens.append(CodeToken(isKey(bytes, at: index) ? .name : .string, start..<index))
      } else if isWord(byte) || byte == UInt8(ascii: "@") {
        index = endOfWord(bytes, from: index)
        if let kind = kind(of: bytes, in: start..<index) { tokens.append(CodeToken(kind, start..<index)) }
      } else {
        index += 1
      }
    }
    return tokens
  }

  private func kind(of bytes: [UInt8], in range: Range<Int>) -> CodeToken.Kind? {
    if bytes[range.lowerBound] == UInt8(ascii: "@") { return .name }
    if isKey(bytes, at: range.upperBound) { return .name }
    if (0x30...0x39).contains(bytes[range.lowerBound]) { return .number }
    return keywords.contains(String(decoding: bytes[range], as: UTF8.self)) ? .keyword : nil
  }

  private func isKey(_ bytes: [UInt8], at end: Int) -> Bool {
    guard hasKeys, end < bytes.count, bytes[end] == UInt8(ascii: ":") else { return false }
    return end + 1 == bytes.count || isSpace(bytes[end + 1]) || comment.isEmpty
  }

  private func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != 0x0A {
      if bytes[index] == bytes[start] { return index + 1 }
      index += bytes[index] == UInt8(ascii: "\\") && index + 1 < bytes.count && bytes[index + 1] != 0x0A ? 2 : 1
    }
    return min(index, bytes.count)
  }

  private func endOfWord(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == UInt8(ascii: "@") { index += 1 }
    while index < bytes.count, isWord(bytes[index]) || bytes[index] == UInt8(ascii: ".") { index += 1 }
    return index
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...: true
    default: false
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
