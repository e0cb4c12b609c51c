import MarkdownWriting
import PlanComparison

/// Text of schemas and plans as Markdown of a comment: it shows as what it is, on one line, and is not endless.
enum ReportText {
  private static let limit = 300

  /// A sentence with names in it.
  static func phrase(_ phrase: MarkdownPhrase, in place: MarkdownText.Place = .flow) -> String {
    let plain = phrase.plain
    return readable(plain) == plain ? phrase.markdown(in: place) : prose(plain)
  }

  /// A text without names that stand out.
  static func prose(_ text: String) -> String { MarkdownText.escaped(readable(text)) }

  /// A name or a piece of SQL.
  static func code(_ text: String, in place: MarkdownText.Place = .flow) -> String {
    MarkdownText.code(readable(text), in: place)
  }

  /// Cut at a character; marks that turn the direction of what follows and control characters become visible.
  private static func readable(_ text: String) -> String {
    let start = text.prefix(limit)
    let shown = start.endIndex == text.endIndex ? String(start) : "\(start)…"
    // A single character can hold any number of scalars.
    let scalars = shown.unicodeScalars.prefix(4 * limit).map { isHidden($0) ? "\u{FFFD}" : $0 }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
