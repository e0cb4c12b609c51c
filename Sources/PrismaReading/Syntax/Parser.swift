import Diagnostics

/// Builds the syntax tree of one file. What does not parse is reported, left out, and costs one line.
struct Parser {
  let file: Int
  let bytes: [UInt8]
  let tokens: [Token]
  let report: Report
  var position = 0
  /// The `///` lines right above the next thing.
  var pendingComment: [String] = []

  static func blocks(ofFile file: Int, report: Report) -> [BlockSyntax] {
    let bytes = Array(report.files[file].text.utf8)
    var parser = Parser(file: file, bytes: bytes, tokens: Lexer.tokens(of: bytes), report: report)
    let blocks = parser.schema()
    if let end = parser.tokens.last?.range.lowerBound, end < bytes.count {
      report.error(
        "prisma-too-large", "this file has more than \(Lexer.mostTokens) words and signs",
        at: Place(file: file, range: end..<end + 1), why: "what follows was not read")
    }
    return blocks
  }

  private init(file: Int, bytes: [UInt8], tokens: [Token], report: Report) {
    self.file = file
    self.bytes = bytes
    self.tokens = tokens
    self.report = report
  }

  private mutating func schema() -> [BlockSyntax] {
    var blocks: [BlockSyntax] = []
    while kind != .end {
      if skipBetweenLines() { continue }
      if let block = block() { blocks.append(block) }
      pendingComment = []
    }
    return blocks
  }

  /// A top-level definition, or nil after reporting that there is none.
  private mutating func block() -> BlockSyntax? {
    let first = place
    guard kind == .identifier else {
      report.error("prisma-syntax", "this line does not belong in a Prisma schema", at: skipLine())
      return nil
    }
    let word = takeText()
    guard kind == .identifier || kind == .number else { return headless(word, at: first) }
    let name = takeName()
    guard kind == .symbol(UInt8(ascii: "{")) else {
      let line = first.through(skipLine())
      let message =
        word == "type" ? "type aliases are no longer part of the language" : "this line does not begin a block"
      report.error("prisma-syntax", message, at: line, fix: "write `\(word) \(name.text) {`")
      return nil
    }
    let keyword = BlockSyntax.Keyword(rawValue: word)
    if keyword == nil {
      report.error("prisma-syntax", "`\(word)` is not a keyword of the Prisma schema language", at: first)
    }
    let header = first.through(name.place)
    var block = BlockSyntax(keyword: keyword ?? .model, name: name, header: header, place: header)
    block.comment = takeComment()
    body(of: &block)
    return keyword == nil ? nil : block
  }

  /// A block whose name is missing, or a line that is no block.
  private mutating func headless(_ word: String, at first: Place) -> BlockSyntax? {
    guard kind == .symbol(UInt8(ascii: "{")), let keyword = BlockSyntax.Keyword(rawValue: word) else {
      let line = first.through(skipLine())
      report.error("prisma-syntax", "this line does not belong in a Prisma schema", at: line)
      return nil
    }
    report.error("prisma-syntax", "this \(word) has no name", at: first)
    var block = BlockSyntax(keyword: keyword, name: Name(text: "", place: first), header: first, place: first)
    body(of: &block)
    return nil
  }

  private mutating func body(of block: inout BlockSyntax) {
    advance()
    pendingComment = []
    while true {
      if skipBetweenLines() { continue }
      switch kind {
      case .symbol(UInt8(ascii: "}")):
        block.place = block.place.through(place)
        return advance()
      case .end:
        return report.error("prisma-syntax", "this block is not closed", at: block.header, fix: "add `}`")
      case .identifier where isBlockStart:
        return report.error("prisma-syntax", "this block is not closed", at: block.header, fix: "add `}`")
      default:
        line(of: &block)
        pendingComment = []
      }
      block.place = block.place.through(previousPlace)
    }
  }

  private mutating func line(of block: inout BlockSyntax) {
    if kind == .blockAttribute {
      let start = place
      advance()
      if let attribute = attribute(from: start) { block.attributes.append(attribute) }
      return endLine()
    }
    guard kind == .identifier || kind == .number else {
      report.error("prisma-syntax", "this line is neither a field nor an attribute", at: skipLine())
      return
    }
    switch block.keyword {
    case .datasource, .generator: property(of: &block)
    case .enum: enumValue(of: &block)
    case .model, .view, .type: field(of: &block)
    }
  }

  private mutating func property(of block: inout BlockSyntax) {
    let name = takeName()
    guard kind == .symbol(UInt8(ascii: "=")) else {
      report.error(
        "prisma-syntax", "this line of a \(block.keyword.rawValue) is not `name = value`",
        at: name.place.through(skipLine()))
      return
    }
    advance()
    let value = expression(depth: 0)
    block.properties.append(
      PropertySyntax(name: name, value: value, place: name.place.through(previousPlace)))
    endLine()
  }

  private mutating func enumValue(of block: inout BlockSyntax) {
    let comment = takeComment()
    let name = takeName()
    let attributes = fieldAttributes()
    let value = FieldSyntax(
      name: name, type: nil, attributes: attributes, comment: comment, place: name.place.through(previousPlace))
    block.fields.append(value)
    endLine(documenting: &block.fields[block.fields.count - 1])
  }

  private mutating func field(of block: inout BlockSyntax) {
    let comment = takeComment()
    let name = takeName()
    let isListInBrackets = kind == .symbol(UInt8(ascii: "["))
    guard let type = type() else {
      let line = name.place.through(skipLine())
      let what = "\(block.keyword.rawValue) `\(block.name.text)`"
      if isListInBrackets {
        report.error("prisma-syntax", "a list is written with its brackets behind the type", at: line)
      } else {
        report.error("prisma-syntax", "this field of \(what) has no type", at: line)
      }
      return
    }
    let attributes = fieldAttributes()
    let field = FieldSyntax(
      name: name, type: type, attributes: attributes, comment: comment, place: name.place.through(previousPlace))
    block.fields.append(field)
    endLine(documenting: &block.fields[block.fields.count - 1])
  }

  private mutating func fieldAttributes() -> [AttributeSyntax] {
    var attributes: [AttributeSyntax] = []
    while kind == .symbol(UInt8(ascii: "@")) {
      let start = place
      advance()
      if let attribute = attribute(from: start) { attributes.append(attribute) }
    }
    return attributes
  }

  /// The rest of a line must be a comment; a documenting one is added to the field it stands behind.
  private mutating func endLine(documenting field: inout FieldSyntax) {
    if kind == .documentation {
      field.comment = [field.comment, documentationText].compactMap(\.self).joined(separator: "\n")
      advance()
    }
    endLine()
  }

  private mutating func endLine() {
    while kind == .comment || kind == .documentation { advance() }
    switch kind {
    case .newline: advance()
    case .end, .symbol(UInt8(ascii: "}")): break
    default: report.error("prisma-syntax", "nothing more is expected on this line", at: skipLine())
    }
  }
}
