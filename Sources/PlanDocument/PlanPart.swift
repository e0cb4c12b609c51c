import Diagnostics
import PlanModel
import SchemaModel
import Templating

/// One of the 32 parts: derives its facts, states them, and asks for what is missing.
protocol PlanPart: SendableMetatype {
  static var id: PartID { get }
  /// The context of the part's template; `missing` is always in it.
  static func compose(_ subject: PlanSubject, _ page: inout Composition) -> TemplateRecord
}

extension Prose {
  /// A quantity as the plan wrote it.
  static func written<Unit>(_ quantity: Located<Quantity<Unit>>?) -> Prose {
    quantity.map { Prose($0.value.shown) } ?? .none
  }

  static func written(_ text: Located<String>?) -> Prose { text.map { Prose(prose: onOneLine($0.value)) } ?? .none }
}

extension PlanSubject {
  /// A table's name, linked to the page that tells of it when there is one; `up` leads back to the plan's folder.
  func link(_ table: ObjectName, up: String = "") -> Prose {
    guard let page = addresses.page(of: table) else { return .code(table.display) }
    return "\(link: table.display, to: "\(up)\(page).md")"
  }
}

/// A text without line breaks and runs of spaces, for a cell.
func onOneLine(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

/// At most that many characters, an ellipsis in place of the rest.
func shortened(_ text: String, to limit: Int) -> String {
  let line = onOneLine(text)
  return line.count > limit ? line.prefix(limit - 1) + "…" : line
}

/// The first of each, in order.
func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
  var seen: Set<Element> = []
  return elements.filter { seen.insert($0).inserted }
}

extension Query {
  /// What it was understood from: its SQL or call, else its name.
  var origin: SourceSpan? { sql?.span ?? call?.span ?? name.span }
}

extension Optional where Wrapped == SourceSpan {
  var schema: Source? { map(Source.schema) }
  /// What a plan says, or a database in its place.
  var plan: Source? { map { $0.hasLine ? .plan($0) : .database($0) } }
}
