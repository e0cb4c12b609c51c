import DiagramWriting
import MarkdownWriting
import PlanDocument
import SchemaModel

/// Lists of what has pages: tables by group, one group, views, enums.
struct ListPages {
  let part: SitePart
  let links: PartLinks

  init(_ part: SitePart, path: String) {
    self.part = part
    links = PartLinks(part, from: path)
  }

  func tables(_ page: inout MarkdownBuilder) {
    page.heading(1, "Tables")
    page.paragraph(
      "\(SchemaPhrases.counted(part.tables.count, "table")) of \(part.title)\(part.groups.isEmpty ? "" : " in \(SchemaPhrases.counted(part.groups.count, "group"))")."
    )
    tablesByGroup(&page)
  }

  /// Tables under the names of their groups.
  func tablesByGroup(_ page: inout MarkdownBuilder) {
    guard !part.groups.isEmpty else {
      tableList(part.tables, &page)
      return
    }
    for group in part.groups {
      page.heading(2, MarkdownPhrase(group.name))
      page.paragraph(links.to(part.page(of: group), nil, "Diagram of the group"))
      tableList(tables(of: group), &page)
    }
    let rest = part.tables.filter { part.groupOf[$0.name] == nil }
    guard !rest.isEmpty else { return }
    page.heading(2, "In no group")
    tableList(rest, &page)
  }

  /// What stands in the group, in the order of the pages.
  func tables(of group: DiagramGroup) -> [Table] {
    part.tables.filter { part.groupOf[$0.name]?.slug == group.slug }
  }

  func tableList(_ tables: [Table], _ page: inout MarkdownBuilder) {
    page.table(
      ["Table", "Holds", .number("Columns"), .number("Rows"), .number("Size"), .number("Findings")],
      tables.map { table in
        let findings = part.facts.findings(on: table.name).count
        return [
          links.relation(table.name), SchemaPhrases.brief(part.facts.purpose(of: table)), "\(table.columns.count)",
          MarkdownPhrase(part.facts.rows(of: table.name) ?? ""), MarkdownPhrase(part.facts.size(of: table) ?? ""),
          findings == 0 ? "" : "\(findings)",
        ]
      })
    if tables.isEmpty { page.paragraph("None.") }
  }

  func group(_ group: DiagramGroup, _ page: inout MarkdownBuilder, drawing: String) {
    page.heading(1, MarkdownPhrase(group.name))
    page.image("Diagram of \(group.name)", source: drawing)
    page.paragraph(.link("The drawing by itself", to: drawing))
    page.heading(2, "Tables")
    tableList(tables(of: group), &page)
  }

  func views(_ page: inout MarkdownBuilder) {
    page.heading(1, "Views")
    page.table(
      ["View", "Kind", "Reads", "Description"],
      part.views.map { view in
        [
          links.relation(view.name), MarkdownPhrase(ViewPage.kind(of: view)), links.relations(view.reads),
          SchemaPhrases.brief(view.comment),
        ]
      })
  }

  func enums(_ page: inout MarkdownBuilder) {
    page.heading(1, "Enums")
    page.table(
      ["Enum", "Values", .number("Columns"), "Description"],
      part.enums.map { type in
        let file = part.enumNames[type.name] ?? ""
        let values = type.values.prefix(12).map { MarkdownPhrase.code($0.label) }
        let more = type.values.count - values.count
        return [
          links.to("enums/\(file)", nil, MarkdownPhrase(type.name.display)),
          MarkdownPhrase.joined(values).adding(more > 0, " and \(more) more"),
          "\(part.enumUses[type.name]?.count ?? 0)", SchemaPhrases.brief(type.comment),
        ]
      })
  }
}
