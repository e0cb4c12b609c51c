package import MarkdownWriting

/// A sentence with names in it, as plain text and as Markdown. What is interpolated is escaped, and named `code:` it
/// stands in code font.
package struct Phrase: Sendable, Hashable, ExpressibleByStringInterpolation {
  fileprivate enum Piece: Sendable, Hashable {
    case text(String)
    case code(String)
  }

  private var pieces: [Piece]

  package init(stringLiteral value: String) { pieces = value.isEmpty ? [] : [.text(value)] }
  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }
  package init(_ text: String) { pieces = text.isEmpty ? [] : [.text(text)] }

  package var isEmpty: Bool { pieces.isEmpty }

  package var plain: String {
    pieces.map { piece in
      switch piece {
      case .text(let text), .code(let text): text
      }
    }.joined()
  }

  package func markdown(in place: MarkdownText.Place = .flow) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): MarkdownText.escaped(text)
      case .code(let text): MarkdownText.code(text, in: place)
      }
    }.joined()
  }

  mutating func append(_ other: Phrase) { pieces += other.pieces }

  static func joined(_ phrases: [Phrase], separator: Phrase) -> Phrase {
    var result: Phrase = ""
    for (position, phrase) in phrases.enumerated() {
      if position > 0 { result.append(separator) }
      result.append(phrase)
    }
    return result
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.text(literal)) }
    }

    package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    package mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }
    package mutating func appendInterpolation(_ phrase: Phrase) { pieces += phrase.pieces }
    package mutating func appendInterpolation(code name: String) { pieces.append(.code(name)) }
  }
}
