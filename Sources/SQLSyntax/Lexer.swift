/// Splits SQL text into lexemes by PostgreSQL's lexical rules, as far as finding the ends of statements needs it.
///
/// PostgreSQL's own scanner stops at the first psql line or unterminated quote; this one goes on, because a dump is
/// a psql script and not SQL alone.
struct Lexer {
  enum Kind {
    case word
    case quotedName
    case string
    case number
    case parameter
    case comment
    case symbol(UInt8)
    case backslash
  }

  struct Lexeme {
    var kind: Kind
    var range: Range<Int>
  }

  let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Lexeme? {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    guard position < bytes.count else { return nil }
    let start = position
    let kind = read()
    return Lexeme(kind: kind, range: start..<position)
  }

  private mutating func read() -> Kind {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
      skipLineComment()
      return .comment
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
      skipBlockComment()
      return .comment
    case UInt8(ascii: "'"):
      skipQuoted(UInt8(ascii: "'"), escapes: false)
      return .string
    case UInt8(ascii: "\""):
      skipQuoted(byte, escapes: false)
      return .quotedName
    case UInt8(ascii: "$"): return readDollar()
    case UInt8(ascii: "\\"):
      position += 1
      return .backslash
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      skipNumber()
      return .number
    case let byte where Self.startsWord(byte): return readWord()
    default:
      position += 1
      return .symbol(byte)
    }
  }

  private mutating func readWord() -> Kind {
    let start = position
    while position < bytes.count, Self.continuesWord(bytes[position]) { position += 1 }
    guard position < bytes.count else { return .word }
    let first = bytes[start] | 0x20
    if position == start + 1 {
      if bytes[position] == UInt8(ascii: "'"), "ebxn".utf8.contains(first) {
        skipQuoted(UInt8(ascii: "'"), escapes: first == UInt8(ascii: "e"))
        return .string
      }
      if first == UInt8(ascii: "u"), bytes[position] == UInt8(ascii: "&"), let quote = peek(1),
        quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
      {
        position += 1
        skipQuoted(quote, escapes: false)
        return quote == UInt8(ascii: "'") ? .string : .quotedName
      }
    }
    return .word
  }

  /// `$1`, `$tag$ ... $tag$`, or a lone dollar sign.
  private mutating func readDollar() -> Kind {
    var end = position + 1
    if end < bytes.count, Self.isDigit(bytes[end]) {
      while end < bytes.count, Self.isDigit(bytes[end]) { end += 1 }
      position = end
      return .parameter
    }
    while end < bytes.count, bytes[end] != UInt8(ascii: "$"), Self.continuesWord(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else {
      position += 1
      return .symbol(UInt8(ascii: "$"))
    }
    let tag = bytes[position...end]
    position = end + 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "$"), bytes[position...].starts(with: tag) {
        position += tag.count
        return .string
      }
      position += 1
    }
    return .string
  }

  private mutating func skipQuoted(_ quote: UInt8, escapes: Bool) {
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if escapes, byte == UInt8(ascii: "\\") {
        position = min(position + 2, bytes.count)
      } else if byte == quote {
        position += 1
        guard position < bytes.count, bytes[position] == quote else { return }
        position += 1
      } else {
        position += 1
      }
    }
  }

  private mutating func skipBlockComment() {
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

  private mutating func skipNumber() {
    while position < bytes.count, Self.continuesWord(bytes[position]) || bytes[position] == UInt8(ascii: ".") {
      position += 1
    }
  }

  /// Moves to the line break that ends the present line, or to the end of the text.
  /// PostgreSQL's scanner ends such a comment at a carriage return, too.
  private mutating func skipLineComment() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n"), bytes[position] != UInt8(ascii: "\r") {
      position += 1
    }
  }

  mutating func skipLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
  }

  func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  /// Whether the bytes of a range are the ASCII word, in any case.
  func matches(_ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { expected in
      zip(bytes[range], expected).allSatisfy { $0 == $1 || ($0 | 0x20 == $1 && $1 >= UInt8(ascii: "a")) }
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  static func startsWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  static func continuesWord(_ byte: UInt8) -> Bool { startsWord(byte) || isDigit(byte) || byte == UInt8(ascii: "$") }
}
