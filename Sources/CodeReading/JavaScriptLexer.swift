/// Splits JavaScript or TypeScript into words, strings and signs, comments left out: as much as finding literals needs.
struct JavaScriptLexer {
  enum Kind: Hashable {
    case word(String)
    /// A string or a template, unescaped; `isComputed` when values are put into it.
    case string(String, isComputed: Bool)
    case sign(UInt8)
  }

  struct Token {
    var kind: Kind
    /// UTF-8 offsets, quotes included.
    var range: Range<Int>

    func isWord(_ word: String) -> Bool { kind == .word(word) }
    func isSign(_ sign: Character) -> Bool { sign.asciiValue.map { kind == .sign($0) } ?? false }
    var literal: String? { if case .string(let text, isComputed: false) = kind { text } else { nil } }
  }

  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [Token] = []

  static func tokens(of text: String) -> [Token] {
    var lexer = JavaScriptLexer(bytes: Array(text.utf8))
    while lexer.step() {}
    return lexer.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func step() -> Bool {
    guard position < bytes.count else { return false }
    let start = position
    switch bytes[position] {
    case 0x09...0x0D, 0x20: position += 1
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): skipLine()
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipBlock()
    case UInt8(ascii: "/") where startsPattern: skipPattern()
    case let quote where quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "`"):
      let text = readString(quote)
      tokens.append(Token(kind: text, range: start..<position))
    case let byte where Self.isWord(byte):
      while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
      tokens.append(
        Token(kind: .word(String(decoding: bytes[start..<position], as: UTF8.self)), range: start..<position))
    case let byte:
      position += 1
      tokens.append(Token(kind: .sign(byte), range: start..<position))
    }
    return true
  }

  private func peek(_ distance: Int) -> UInt8? { position + distance < bytes.count ? bytes[position + distance] : nil }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
  }

  private mutating func skipBlock() {
    position += 2
    while position < bytes.count, !(bytes[position] == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) {
      position += 1
    }
    position = min(position + 2, bytes.count)
  }

  /// A slash is a pattern where a value can begin, else a division.
  private var startsPattern: Bool {
    guard let last = tokens.last else { return true }
    guard case .sign(let sign) = last.kind else { return last.isWord("return") }
    return sign != UInt8(ascii: ")") && sign != UInt8(ascii: "]") && sign != UInt8(ascii: "}")
  }

  private mutating func skipPattern() {
    var isInClass = false
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "/") where !isInClass:
        position += 1
        return
      default: break
      }
      position += 1
    }
    position = min(position, bytes.count)
  }

  private mutating func readString(_ quote: UInt8) -> Kind {
    var content: [UInt8] = []
    var isComputed = false
    position += 1
    while position < bytes.count, bytes[position] != quote {
      if bytes[position] == UInt8(ascii: "\\"), let next = peek(1) {
        content.append(Self.unescaped(next))
        position += 2
      } else if quote == UInt8(ascii: "`"), bytes[position] == UInt8(ascii: "$"), peek(1) == UInt8(ascii: "{") {
        isComputed = true
        skipHole()
      } else {
        content.append(bytes[position])
        position += 1
      }
    }
    position = min(position + 1, bytes.count)
    return .string(String(decoding: content, as: UTF8.self), isComputed: isComputed)
  }

  /// `${...}`, with whatever strings and braces are in it.
  private mutating func skipHole() {
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          position += 1
          return
        }
      default: break
      }
      position += 1
    }
  }

  /// Escaped line breaks become spaces, so that lines stay where they are.
  private static func unescaped(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): 0x20
    default: byte
    }
  }
}

extension [JavaScriptLexer.Token] {
  /// The position after the bracket that closes the one at `open`.
  func end(ofBracketAt open: Int) -> Int {
    var depth = 0
    for position in open..<count {
      guard case .sign(let sign) = self[position].kind else { continue }
      if "({[".utf8.contains(sign) { depth += 1 }
      if ")}]".utf8.contains(sign) {
        depth -= 1
        if depth == 0 { return position + 1 }
      }
    }
    return count
  }
}
