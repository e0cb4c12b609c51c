/// A name that stands in a piece of SQL, outside of strings and comments.
package struct SQLReference: Hashable {
  package var schema: String?
  package var name: String
  /// Followed by an opening parenthesis: a function call, or something that only looks like one.
  package var isCall: Bool
}

/// Finds the names in SQL text. It knows words, not grammar: what it finds is only used to order statements.
package struct SQLReferences {
  package struct Word {
    package var text: String
    /// Where it begins and ends, as UTF-8 offsets.
    package var range: Range<Int>
  }

  private let bytes: [UInt8]
  private var position = 0

  package init(_ sql: String) { bytes = Array(sql.utf8) }

  /// Every name once, `a.b` as a qualified one.
  package static func all(in sql: String) -> Set<SQLReference> {
    var scanner = SQLReferences(sql)
    var found: Set<SQLReference> = []
    while let chain = scanner.nextChain() {
      let isCall = scanner.isAtCall
      found.insert(SQLReference(schema: nil, name: chain[0].text, isCall: isCall && chain.count == 1))
      if chain.count > 1 { found.insert(SQLReference(schema: chain[0].text, name: chain[1].text, isCall: isCall)) }
    }
    return found
  }

  /// The next name with what it is qualified by.
  package mutating func nextChain() -> [Word]? {
    while position < bytes.count {
      guard let first = word() else { continue }
      var chain = [first]
      while position + 1 < bytes.count, bytes[position] == UInt8(ascii: "."), Self.beginsWord(bytes[position + 1]) {
        position += 1
        if let next = word() { chain.append(next) }
      }
      return chain
    }
    return nil
  }

  private var isAtCall: Bool {
    var next = position
    while next < bytes.count, Self.isSpace(bytes[next]) { next += 1 }
    return next < bytes.count && bytes[next] == UInt8(ascii: "(")
  }

  /// The word at the position, or nil after stepping over something else.
  private mutating func word() -> Word? {
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "\""):
      skipQuoted(by: UInt8(ascii: "\""), escapes: false)
      let inner = String(decoding: bytes[start + 1..<max(start + 1, position - 1)], as: UTF8.self)
      return Word(
        text: inner.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\""),
        range: start..<position)
    case UInt8(ascii: "'"): skipQuoted(by: UInt8(ascii: "'"), escapes: isAfterEscapeMark(start))
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): skip { $0 != UInt8(ascii: "\n") }
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipComment()
    case UInt8(ascii: "$"): skipDollarQuoted()
    case let byte where Self.isDigit(byte): skip { Self.isWordByte($0) || $0 == UInt8(ascii: ".") }
    case let byte where Self.isWordByte(byte):
      skip(while: Self.isWordByte)
      return Word(text: String(decoding: bytes[start..<position], as: UTF8.self).lowercased(), range: start..<position)
    default: position += 1
    }
    return nil
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  private func isAfterEscapeMark(_ start: Int) -> Bool {
    guard start > 0, bytes[start - 1] | 0x20 == UInt8(ascii: "e") else { return false }
    return start == 1 || !Self.isWordByte(bytes[start - 2])
  }

  private mutating func skip(while isWanted: (UInt8) -> Bool) {
    while position < bytes.count, isWanted(bytes[position]) { position += 1 }
  }

  private mutating func skipQuoted(by quote: UInt8, escapes: Bool) {
    position += 1
    while position < bytes.count {
      if bytes[position] == quote {
        guard peek(1) == quote else {
          position += 1
          return
        }
        position += 1
      } else if escapes, bytes[position] == UInt8(ascii: "\\") {
        position += 1
      }
      position = min(position + 1, bytes.count)
    }
  }

  private mutating func skipComment() {
    var depth = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        depth += 1
        position += 2
      } else if bytes[position] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        position += 2
        if depth == 0 { return }
      } else {
        position += 1
      }
    }
  }

  private mutating func skipDollarQuoted() {
    var end = position + 1
    while end < bytes.count, Self.isWordByte(bytes[end]), bytes[end] != UInt8(ascii: "$") { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "$"), !(peek(1).map(Self.isDigit) ?? false) else {
      position += 1
      return
    }
    let mark = bytes[position...end]
    position = end + 1
    while position + mark.count <= bytes.count {
      if bytes[position] == UInt8(ascii: "$"), bytes[position..<position + mark.count].elementsEqual(mark) {
        position += mark.count
        return
      }
      position += 1
    }
    position = bytes.count
  }

  private static func beginsWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || isWordByte(byte) && !isDigit(byte) && byte != UInt8(ascii: "$")
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "$"), 0x80...0xFF:
      true
    default: isDigit(byte)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
