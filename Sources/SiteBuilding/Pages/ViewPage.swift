import Diagnostics
import MarkdownWriting
import PlanDocument
import SQLWriting
import SchemaModel

/// The reference page of a view or materialised view.
struct ViewPage {
  let view: View
  let part: SitePart
  let links: PartLinks

  init(_ view: View, _ part: SitePart, path: String) {
    self.view = view
    self.part = part
    links = PartLinks(part, from: path)
  }

  func write(_ page: inout MarkdownBuilder, drawing: String?) {
    page.heading(1, MarkdownPhrase(view.name.display))
    var facts: [MarkdownPhrase] = [.code(view.name.qualified), MarkdownPhrase(Self.kind(of: view))]
    if view.isMaterialized, !view.isPopulated { facts.append("made empty") }
    facts += view.options.sorted { $0.key < $1.key }.map { .code("\($0.key)=\($0.value)") }
    if let model = view.model { facts.append("model \(code: model)") }
    if let span = view.span { facts.append(.code(span.reference)) }
    page.paragraph(.joined(facts, separator: " · "))
    page.paragraph(MarkdownPhrase(view.comment ?? ""))
    if let drawing { page.image("What \(view.name.display) reads", source: drawing) }
    columns(&page)
    page.heading(2, "Reads")
    page.list(view.reads.map(links.relation))
    if view.reads.isEmpty { page.paragraph(view.query.isEmpty ? "Its query is not known." : "No table.") }
    let readers = part.readers[view.name] ?? []
    if !readers.isEmpty {
      page.heading(2, "Read by")
      page.list(readers.map(links.relation))
    }
    indexes(&page)
    if !view.triggers.isEmpty {
      page.heading(2, "Triggers")
      page.table(["Trigger", "When", "For each", "Calls"], view.triggers.map { SchemaPhrases.row($0, links) })
    }
    page.grants(part.grants[view.name] ?? [])
    definition(&page)
  }

  static func kind(of view: View) -> String {
    view.isMaterialized ? "materialised view" : view.isRecursive ? "recursive view" : "view"
  }

  private func columns(_ page: inout MarkdownBuilder) {
    guard !view.columns.isEmpty || !view.columnAliases.isEmpty else { return }
    page.heading(2, "Columns")
    if view.columns.isEmpty {
      page.list(view.columnAliases.map { .code($0) })
    } else {
      page.table(
        ["Column", "Type", "Null", "Description"],
        view.columns.map { column in
          [
            .code(column.name), links.type(column.type), column.isNullable ? "yes" : "no",
            MarkdownPhrase(column.comment ?? ""),
          ]
        })
    }
  }

  private func indexes(_ page: inout MarkdownBuilder) {
    guard !view.indexes.isEmpty else { return }
    page.heading(2, "Indexes")
    page.table(
      ["Index", "Kind", "On"],
      view.indexes.map { index in
        [
          .code(index.name), index.isUnique ? "unique index" : "index",
          .code(
            "(\(index.elements.map(\.display).joined(separator: ", ")))"
              + (index.predicate.map { " WHERE \($0.sql)" } ?? "")),
        ]
      })
  }

  private func definition(_ page: inout MarkdownBuilder) {
    let writer = SQLWriter()
    guard let statement = writer.createView(view) else { return }
    page.heading(2, "DDL")
    let statements = [statement] + view.indexes.map { writer.createIndex($0, on: view.name) }
    page.code(statements.map { "\($0);" }.joined(separator: "\n\n"), language: "sql")
  }
}
