import MarkdownWriting
import Templating

/// A phrase in two forms: plain text for data files and Markdown for documents. Whatever is interpolated is escaped.
struct Prose: Sendable, Hashable, ExpressibleByStringInterpolation {
  private(set) var plain: String
  private(set) var markdown: String

  init(plain: String, markdown: String) {
    self.plain = plain
    self.markdown = markdown
  }

  init(_ text: String) {
    plain = text
    markdown = MarkdownText.escaped(text)
  }

  /// Literals are our own words and stand as they are.
  init(stringLiteral value: String) { self.init(plain: value, markdown: value) }

  init(stringInterpolation: StringInterpolation) {
    plain = stringInterpolation.plain
    markdown = stringInterpolation.markdown
  }

  static let none: Prose = "—"

  static func code(_ name: String) -> Prose { Prose(plain: name, markdown: MarkdownText.code(name)) }

  /// Names in code font: `a`, `b` and 3 more.
  static func codes(_ names: [String], limit: Int = 6) -> Prose {
    guard !names.isEmpty else { return .none }
    let shown = names.count > limit ? Array(names.prefix(limit - 1)) : names
    var result = Prose(plain: "", markdown: "")
    for (offset, name) in shown.enumerated() {
      if offset > 0 { result.append(shown.count == names.count && offset == shown.count - 1 ? " and " : ", ") }
      result.append(.code(name))
    }
    if shown.count < names.count { result.append(Prose(" and \(names.count - shown.count) more")) }
    return result
  }

  static func joined(_ parts: [Prose], separator: String = ", ") -> Prose {
    var result = Prose(plain: "", markdown: "")
    for (offset, part) in parts.enumerated() {
      if offset > 0 { result.append(Prose(separator)) }
      result.append(part)
    }
    return parts.isEmpty ? .none : result
  }

  mutating func append(_ other: Prose) {
    plain += other.plain
    markdown += other.markdown
  }

  var isEmpty: Bool { plain.isEmpty }
  var value: TemplateValue { .markup(markdown) }

  struct StringInterpolation: StringInterpolationProtocol {
    var plain = ""
    var markdown = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      plain += literal
      markdown += literal
    }

    mutating func appendInterpolation(_ text: String) { appendInterpolation(Prose(text)) }

    mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }

    mutating func appendInterpolation(_ prose: Prose) {
      plain += prose.plain
      markdown += prose.markdown
    }

    mutating func appendInterpolation(code name: String) { appendInterpolation(Prose.code(name)) }

    mutating func appendInterpolation(codes names: [String]) { appendInterpolation(Prose.codes(names)) }

    mutating func appendInterpolation(link text: String, to destination: String) {
      plain += text
      markdown += MarkdownText.link(text, to: destination)
    }
  }
}
