import HTMLWriting
import SQLSyntax

/// A stretch of code that is shown in a color of its own.
struct CodeToken: Sendable, Hashable {
  enum Kind: String, Sendable, Hashable {
    case keyword
    case string
    case number
    case comment
    /// A key, a field or an attribute.
    case name
  }

  var kind: Kind
  /// UTF-8 offsets, within the text and not overlapping the token before.
  var range: Range<Int>

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

/// Colors code when the page is written, so that pages need no script.
struct CodeHighlighter: Sendable {
  typealias Scanner = @Sendable (String) -> [CodeToken]

  private var scanners: [String: Scanner]

  init() {
    scanners = [
      "sql": Self.sqlTokens, "prisma": { WordScanner.prisma.tokens(of: $0) },
      "json": { WordScanner.json.tokens(of: $0) },
      "yaml": { WordScanner.yaml.tokens(of: $0) }, "yml": { WordScanner.yaml.tokens(of: $0) },
    ]
  }

  /// The code in spans by kind; plain when the language is not known or a scanner contradicts itself.
  func nodes(_ text: String, language: String) -> [HTMLNode] {
    guard let tokens = scanners[language]?(text), !tokens.isEmpty else { return [.text(text)] }
    let bytes = Array(text.utf8)
    var nodes: [HTMLNode] = []
    var position = 0
    for token in tokens {
      guard token.range.lowerBound >= position, token.range.upperBound <= bytes.count else { return [.text(text)] }
      if position < token.range.lowerBound { nodes.append(plain(bytes[position..<token.range.lowerBound])) }
      nodes.append(.element("span", ["class": "code-\(token.kind.rawValue)"], [plain(bytes[token.range])]))
      position = token.range.upperBound
    }
    if position < bytes.count { nodes.append(plain(bytes[position...])) }
    return nodes
  }

  @Sendable private static func sqlTokens(_ text: String) -> [CodeToken] {
    SQLScanner.tokens(in: text).compactMap { token in
      switch token.kind {
      case .keyword: CodeToken(.keyword, token.range)
      case .string: CodeToken(.string, token.range)
      case .number, .parameter: CodeToken(.number, token.range)
      case .comment: CodeToken(.comment, token.range)
      case .identifier, .operator, .other: nil
      }
    }
  }

  private func plain(_ bytes: ArraySlice<UInt8>) -> HTMLNode { .text(String(decoding: bytes, as: UTF8.self)) }
}
