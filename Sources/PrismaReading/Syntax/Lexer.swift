struct Token {
  enum Kind: Equatable {
    case identifier
    case number
    case string
    case unterminatedString
    /// `@@`
    case blockAttribute
    /// One of `@ ( ) [ ] { } : , . ? ! =`, or any byte that belongs nowhere.
    case symbol(UInt8)
    case newline
    /// `/// ...`
    case documentation
    /// `// ...` or `/* ... */`
    case comment
    case end
  }

  var kind: Kind
  var range: Range<Int>
}

/// Cuts a schema into tokens. Every byte belongs to a token or is white space; nothing is refused here.
///
/// What has more tokens than any schema is cut off before them: then the last one, `.end`, is not the end of the text.
struct Lexer {
  static let mostTokens = 5_000_000

  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [Token] = []

  static func tokens(of bytes: [UInt8]) -> [Token] {
    var lexer = Lexer(bytes: bytes)
    return lexer.run()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run() -> [Token] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while position < bytes.count, tokens.count < Self.mostTokens { next() }
    tokens.append(Token(kind: .end, range: position..<position))
    return tokens
  }

  private mutating func next() {
    let start = position
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\n") where endsInEmptyLine: position += 1
    case UInt8(ascii: "\n"): take(.newline, 1)
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0B, 0x0C: position += 1
    case UInt8(ascii: "\""): string()
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): lineComment()
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): blockComment()
    case UInt8(ascii: "@") where peek(1) == UInt8(ascii: "@"): take(.blockAttribute, 2)
    case UInt8(ascii: "-") where peek(1).map(isDigit) ?? false: number()
    case _ where isDigit(byte): number()
    case _ where isWord(byte):
      word()
      append(.identifier, from: start)
    default: take(.symbol(byte), 1)
    }
  }

  private mutating func string() {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count, peek(1) != UInt8(ascii: "\n") {
        position += 2
      } else if bytes[position] == UInt8(ascii: "\"") {
        position += 1
        return append(.string, from: start)
      } else {
        position += 1
      }
    }
    append(.unterminatedString, from: start)
  }

  private mutating func lineComment() {
    let start = position
    let isDocumentation = peek(2) == UInt8(ascii: "/")
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    append(isDocumentation ? .documentation : .comment, from: start)
  }

  private mutating func blockComment() {
    let start = position
    position += 2
    while position < bytes.count, !(bytes[position] == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) {
      position += 1
    }
    position = min(position + 2, bytes.count)
    append(.comment, from: start)
  }

  /// A number; a word that begins with digits is an identifier, which the validator refuses by its place.
  private mutating func number() {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    digits()
    if peek(0) == UInt8(ascii: "."), peek(1).map(isDigit) ?? false {
      position += 1
      digits()
    } else if peek(0).map(isWord) ?? false {
      word()
      return append(.identifier, from: start)
    }
    append(.number, from: start)
  }

  private mutating func digits() {
    while position < bytes.count, isDigit(bytes[position]) { position += 1 }
  }

  private mutating func word() {
    while position < bytes.count,
      isWord(bytes[position]) || isDigit(bytes[position]) || bytes[position] == UInt8(ascii: "-")
    {
      position += 1
    }
  }

  private mutating func take(_ kind: Token.Kind, _ length: Int) {
    let start = position
    position += length
    append(kind, from: start)
  }

  private mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: start..<position))
  }

  /// More empty lines say no more than one.
  private var endsInEmptyLine: Bool {
    tokens.count > 1 && tokens[tokens.count - 1].kind == .newline && tokens[tokens.count - 2].kind == .newline
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  /// Letters, underscores and everything beyond ASCII.
  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }
}
