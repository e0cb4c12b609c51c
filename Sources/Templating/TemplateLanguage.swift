import HTMLWriting
import MarkdownWriting

/// The language a template writes, by its file's ending; it decides how text is escaped.
package enum TemplateLanguage: Sendable, Hashable, CaseIterable {
  case markdown
  case html

  init?(path: String) {
    guard let language = Self.allCases.first(where: { path.hasSuffix("." + $0.fileExtension) }) else { return nil }
    self = language
  }

  var fileExtension: String {
    switch self {
    case .markdown: "md"
    case .html: "html"
    }
  }

  func escaped(_ text: String) -> String {
    switch self {
    case .markdown: MarkdownText.escaped(text)
    case .html: HTMLText.escaped(text)
    }
  }
}
