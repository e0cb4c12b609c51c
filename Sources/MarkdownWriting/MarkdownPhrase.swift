/// Running text made of our own words and of names and texts from elsewhere. What is interpolated is escaped, so that
/// nothing in it reads as markup; only literals stand as they are.
package struct MarkdownPhrase: Sendable, Hashable, ExpressibleByStringInterpolation {
  private enum Piece: Sendable, Hashable {
    case words(String)
    case text(String)
    case code(String)
    case anchor(String)
    indirect case link(MarkdownPhrase, destination: String)
  }

  private var pieces: [Piece]

  private init(_ pieces: [Piece]) { self.pieces = pieces }

  /// Somebody's text.
  package init(_ text: String) { pieces = text.isEmpty ? [] : [.text(text)] }

  package init(stringLiteral value: String) { pieces = value.isEmpty ? [] : [.words(value)] }

  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.phrase.pieces }

  /// A name in code font.
  package static func code(_ name: String) -> MarkdownPhrase { MarkdownPhrase([.code(name)]) }

  /// A link; when the destination is not safe its content stands alone. The content holds no link itself.
  package static func link(_ content: MarkdownPhrase, to destination: String) -> MarkdownPhrase {
    MarkdownPhrase([.link(content, destination: destination)])
  }

  /// A place that links can lead to.
  package static func anchor(_ id: String) -> MarkdownPhrase { MarkdownPhrase([.anchor(id)]) }

  package static func joined(_ parts: [MarkdownPhrase], separator: MarkdownPhrase = ", ") -> MarkdownPhrase {
    var result: MarkdownPhrase = ""
    for (position, part) in parts.enumerated() {
      if position > 0 { result.append(separator) }
      result.append(part)
    }
    return result
  }

  package mutating func append(_ other: MarkdownPhrase) { pieces += other.pieces }

  package var isEmpty: Bool { pieces.isEmpty }

  /// The same words without marks, for data and messages.
  package var plain: String {
    pieces.map { piece in
      switch piece {
      case .words(let text), .text(let text), .code(let text): text
      case .anchor: ""
      case .link(let content, _): content.plain
      }
    }.joined()
  }

  /// As Markdown for that place.
  package func markdown(in place: MarkdownText.Place) -> String {
    var output = ""
    for piece in pieces {
      switch piece {
      case .words(let words): output += words
      case .text(let text): output += MarkdownText.escaped(text)
      case .code(let text): output += MarkdownText.code(text, in: place)
      case .anchor(let id): output += MarkdownText.anchor(id)
      case .link(let content, let destination):
        output += MarkdownText.link(markup: content.markdown(in: place), to: destination)
      }
    }
    return output
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var phrase = MarkdownPhrase([])

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { phrase.pieces.append(.words(literal)) }
    }

    package mutating func appendInterpolation(_ text: String) { phrase.append(MarkdownPhrase(text)) }
    package mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }
    package mutating func appendInterpolation(_ other: MarkdownPhrase) { phrase.append(other) }
    package mutating func appendInterpolation(code name: String) { phrase.append(.code(name)) }
  }
}

extension DefaultStringInterpolation {
  /// A phrase is no text: within one it is interpolated into a phrase.
  @available(*, unavailable, message: "the literal around is a String; give it the type MarkdownPhrase")
  package mutating func appendInterpolation(_ phrase: MarkdownPhrase) {}
}
