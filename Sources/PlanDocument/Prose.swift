import MarkdownWriting
import Templating

/// A phrase in two forms: plain text for data files and Markdown for documents. Whatever is interpolated is escaped.
struct Prose: Sendable, Hashable, ExpressibleByStringInterpolation {
  private enum Segment: Sendable, Hashable {
    /// Our own words, which stand as they are.
    case words(String)
    /// Somebody's text, shown literally.
    case text(String)
    case code(String)
    case link(String, destination: String)
  }

  private var segments: [Segment]

  private init(_ segments: [Segment]) { self.segments = segments }

  /// Somebody's text.
  init(_ text: String) { segments = text.isEmpty ? [] : [.text(text)] }

  /// Somebody's prose, whose code spans stay what they are.
  init(prose text: String) {
    segments = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "`") {
      let inner = rest[rest.index(after: open)...]
      guard let close = inner.firstIndex(of: "`") else { break }
      let code = inner[..<close]
      // A run of backticks is another delimiter; it and what is empty stay text.
      let isSpan = !code.allSatisfy(\.isWhitespace) && inner[close...].dropFirst().first != "`"
      let end = inner.index(after: close)
      if isSpan {
        append(Prose(String(rest[..<open])))
        append(.code(String(code)))
      } else {
        append(Prose(String(rest[..<end])))
      }
      rest = rest[end...]
    }
    append(Prose(String(rest)))
  }

  init(stringLiteral value: String) { segments = value.isEmpty ? [] : [.words(value)] }

  init(stringInterpolation: StringInterpolation) { segments = stringInterpolation.phrase.segments }

  static let none: Prose = "—"

  static func code(_ name: String) -> Prose { Prose([.code(name)]) }

  static func link(_ text: String, to destination: String) -> Prose { Prose([.link(text, destination: destination)]) }

  /// Names in code font: `a`, `b` and 3 more.
  static func codes(_ names: [String], limit: Int = 6) -> Prose {
    guard !names.isEmpty else { return .none }
    let shown = names.count > limit ? Array(names.prefix(limit - 1)) : names
    var result: Prose = ""
    for (offset, name) in shown.enumerated() {
      if offset > 0 { result.append(shown.count == names.count && offset == shown.count - 1 ? " and " : ", ") }
      result.append(.code(name))
    }
    if shown.count < names.count { result.append(" and \(names.count - shown.count) more") }
    return result
  }

  static func joined(_ parts: [Prose], separator: Prose = ", ") -> Prose {
    guard let first = parts.first else { return .none }
    return parts.dropFirst().reduce(into: first) { result, part in
      result.append(separator)
      result.append(part)
    }
  }

  mutating func append(_ other: Prose) { segments += other.segments }

  var isEmpty: Bool { segments.isEmpty }

  var plain: String {
    segments.map { segment in
      switch segment {
      case .words(let text), .text(let text), .code(let text), .link(let text, _): text
      }
    }.joined()
  }

  /// The same for documents that are not made from templates.
  var phrase: MarkdownPhrase {
    segments.reduce(into: "") { phrase, segment in
      switch segment {
      case .words(let text): phrase.append(MarkdownPhrase(stringLiteral: text))
      case .text(let text): phrase.append(MarkdownPhrase(text))
      case .code(let text): phrase.append(.code(text))
      case .link(let text, let destination): phrase.append(.link(MarkdownPhrase(text), to: destination))
      }
    }
  }

  /// In a paragraph or list item.
  var flow: TemplateValue { .markup(markdown(in: .flow)) }

  /// In the cell of a pipe table.
  var cell: TemplateValue { .markup(markdown(in: .tableCell)) }

  private func markdown(in place: MarkdownText.Place) -> String {
    segments.map { segment in
      switch segment {
      case .words(let text): text
      case .text(let text): MarkdownText.escaped(text)
      case .code(let text): MarkdownText.code(text, in: place)
      case .link(let text, let destination): MarkdownText.link(text, to: destination)
      }
    }.joined()
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate(set) var phrase: Prose = Prose([])

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { phrase.segments.append(.words(literal)) }
    }

    mutating func appendInterpolation(_ text: String) { phrase.append(Prose(text)) }
    mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }
    mutating func appendInterpolation(_ prose: Prose) { phrase.append(prose) }
    mutating func appendInterpolation(code name: String) { phrase.append(.code(name)) }
    mutating func appendInterpolation(codes names: [String], limit: Int = 6) {
      phrase.append(.codes(names, limit: limit))
    }
    mutating func appendInterpolation(link text: String, to destination: String) {
      phrase.append(.link(text, to: destination))
    }
  }
}
