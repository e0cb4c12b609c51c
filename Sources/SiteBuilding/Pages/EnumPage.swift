import Diagnostics
import MarkdownWriting
import PlanDocument
import SQLWriting
import SchemaModel

/// The reference page of an enum.
struct EnumPage {
  let type: EnumType
  let part: SitePart
  let links: PartLinks

  init(_ type: EnumType, _ part: SitePart, path: String) {
    self.type = type
    self.part = part
    links = PartLinks(part, from: path)
  }

  func write(_ page: inout MarkdownBuilder, drawing: String?) {
    page.heading(1, MarkdownPhrase(type.name.display))
    var facts: [MarkdownPhrase] = [
      .code(type.name.qualified), "enum", MarkdownPhrase(SchemaPhrases.counted(type.values.count, "value")),
    ]
    if let model = type.model { facts.append("model \(code: model)") }
    if let span = type.span { facts.append(.code(span.reference)) }
    page.paragraph(.joined(facts, separator: " · "))
    page.paragraph(MarkdownPhrase(type.comment ?? ""))
    if let drawing { page.image("Where \(type.name.display) is used", source: drawing) }
    page.heading(2, "Values")
    page.table(
      ["Value", "In the model", "Description"],
      type.values.map { value in
        [.code(value.label), value.mappedFrom.map { .code($0) } ?? "", MarkdownPhrase(value.comment ?? "")]
      })
    if type.values.isEmpty { page.paragraph("None.") }
    page.heading(2, "Used by")
    let uses = part.enumUses[type.name] ?? []
    page.list(uses.map { "\(links.relation($0.table)): \(links.column($0.column, of: $0.table))" })
    if uses.isEmpty { page.paragraph("No column.") }
    page.heading(2, "DDL")
    page.code("\(SQLWriter().createEnum(type));", language: "sql")
  }
}
