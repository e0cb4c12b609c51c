extension Parser {
  var kind: Token.Kind { tokens[position].kind }
  var next: Token.Kind { position + 1 < tokens.count ? tokens[position + 1].kind : .end }
  var place: Place { Place(file: file, range: tokens[position].range) }
  var previousPlace: Place { Place(file: file, range: tokens[max(0, position - 1)].range) }

  mutating func advance() { if position + 1 < tokens.count { position += 1 } }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  mutating func takeText() -> String {
    defer { advance() }
    return text(tokens[position].range)
  }

  mutating func takeName() -> Name {
    let place = place
    return Name(text: takeText(), place: place)
  }

  /// The value of a quoted text; unknown escapes stay as they are and are reported.
  mutating func takeString() -> String {
    let place = place
    let range = tokens[position].range
    advance()
    guard bytes[range].contains(UInt8(ascii: "\\")) else {
      return text(range.lowerBound + 1..<range.upperBound - 1)
    }
    var scalars = text(range.lowerBound + 1..<range.upperBound - 1).unicodeScalars[...]
    var value = String.UnicodeScalarView()
    while let scalar = scalars.popFirst() {
      guard scalar == "\\", let escape = scalars.popFirst() else {
        value.append(scalar)
        continue
      }
      switch escape {
      case "n": value.append("\n")
      case "r": value.append("\r")
      case "t": value.append("\t")
      case "\"", "\\", "/": value.append(escape)
      case "u": value.append(unicodeEscape(&scalars, at: place))
      default:
        report.error("prisma-syntax", "`\\\(escape)` is not an escape", at: place, fix: "write `\\\\\(escape)`")
      }
    }
    return String(value)
  }

  /// Four hexadecimal digits, or two such groups that make one character.
  private func unicodeEscape(_ scalars: inout String.UnicodeScalarView.SubSequence, at place: Place) -> Unicode.Scalar {
    var units: [UInt16] = []
    while units.count < 2 {
      let digits = String(String.UnicodeScalarView(scalars.prefix(4)))
      guard digits.unicodeScalars.count == 4, let unit = UInt16(digits, radix: 16) else { break }
      scalars = scalars.dropFirst(4)
      units.append(unit)
      guard UTF16.isLeadSurrogate(unit), scalars.starts(with: "\\u".unicodeScalars) else { break }
      scalars = scalars.dropFirst(2)
    }
    if let first = String(decoding: units, as: UTF16.self).unicodeScalars.first, first != "\u{FFFD}" { return first }
    report.error("prisma-syntax", "`\\u` needs four hexadecimal digits of a character", at: place)
    return "\u{FFFD}"
  }

  /// Skips what stands between lines, gathering `///` lines; an empty line forgets them. False when nothing was there.
  mutating func skipBetweenLines() -> Bool {
    switch kind {
    case .newline:
      pendingComment = []
      advance()
    case .comment:
      advance()
      if kind == .newline { advance() }
    case .documentation:
      pendingComment.append(documentationText)
      advance()
      if kind == .newline { advance() }
    default: return false
    }
    return true
  }

  mutating func skipNewlines() {
    while kind == .newline || kind == .comment || kind == .documentation { advance() }
  }

  /// The text of the `///` here, without the sign and one space.
  var documentationText: String {
    var line = text(tokens[position].range)[...].dropFirst(3)
    if line.first == " " { line = line.dropFirst() }
    while let last = line.last, last.isWhitespace { line = line.dropLast() }
    return String(line)
  }

  mutating func takeComment() -> String? {
    defer { pendingComment = [] }
    return pendingComment.isEmpty ? nil : pendingComment.joined(separator: "\n")
  }

  /// Skips to the end of the line, braces that open here with their content; the place of what was skipped.
  mutating func skipLine() -> Place {
    var skipped = place
    var depth = 0
    while kind != .end, depth > 0 || kind != .newline {
      if kind == .symbol(UInt8(ascii: "{")) { depth += 1 }
      if kind == .symbol(UInt8(ascii: "}")) {
        if depth == 0, skipped != place { break }
        depth = max(0, depth - 1)
      }
      if depth == 0 { skipped = skipped.through(place) }
      advance()
    }
    if kind == .newline { advance() }
    return skipped
  }

  /// `keyword name {` at the beginning of a line: the block before it was not closed.
  var isBlockStart: Bool {
    guard position + 2 < tokens.count, tokens[position + 2].kind == .symbol(UInt8(ascii: "{")),
      tokens[position + 1].kind == .identifier
    else { return false }
    return BlockSyntax.Keyword(rawValue: text(tokens[position].range)) != nil
  }
}
