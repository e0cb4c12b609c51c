import PlanModel
import Diagnostics
import Checks
import MarkdownWriting
import SchemaModel
import Templating

/// A finding in words: what shows it, and what to do instead.
extension Finding {
  /// What shows it, on one line.
  var why: Prose { evidence.map { Prose(prose: onOneLine($0)) } ?? .none }

  /// What to do instead, whole: a sentence, or lines to copy.
  var instead: TemplateValue {
    guard let fix else { return .markup("") }
    guard let fixLanguage else { return Prose(prose: onOneLine(fix)).flow }
    return .markup(MarkdownText.fenced(fix, language: fixLanguage.rawValue))
  }

  /// What to do instead, for a cell: whole when it is short, else where it stands whole.
  /// - Parameter place: where the page of the finding's table tells it, when there is one.
  func hint(whole place: String?) -> Prose {
    guard let fix else { return .none }
    guard let fixLanguage else { return Prose(prose: onOneLine(fix)) }
    let short = shortFix(fix)
    guard let place, short.count > 100 else { return .code(short) }
    let lines = fix.split(whereSeparator: \.isNewline).count
    let statements = fix.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("--") }.joined(separator: "\n")
    let what =
      switch fixLanguage {
      case .sql:
        Format.counted(
          max(1, statements.split(separator: ";").count { !$0.allSatisfy(\.isWhitespace) }), "SQL statement")
      case .prisma: Format.counted(lines, "line") + " of Prisma"
      case .yaml: Format.counted(lines, "line") + " of YAML"
      }
    return "\(link: what, to: place)"
  }
}
