import MarkdownWriting
import PlanDocument
import SchemaModel

/// Every index with what justifies it, table by table.
struct IndexList: Sendable {
  let part: SitePart
  private let entries: [(table: Int, index: ReferenceFacts.Index)]
  let chunks: Chunks

  init(_ part: SitePart) {
    self.part = part
    entries = part.tables.enumerated().flatMap { number, table in
      part.facts.indexes(of: table).map { (number, $0) }
    }
    chunks = Chunks(section: .indexes, count: entries.count)
  }

  func write(_ number: Int, _ page: inout MarkdownBuilder) {
    let links = PartLinks(part, from: chunks.path(of: number))
    page.heading(1, "Indexes")
    page.paragraph(
      "\(SchemaPhrases.counted(entries.count, "index", "indexes")) of \(SchemaPhrases.counted(part.tables.count, "table")), with those behind keys, and what each is there for."
    )
    page.paragraph(chunks.links(on: number, links) { part.tables[entries[$0].table].name.display })
    page.table(
      ["Table", "Index", "Kind", "On", "Serves", .number("Size")],
      entries[chunks.range(of: number)].map { entry in
        [
          links.relation(part.tables[entry.table].name), .code(entry.index.name), MarkdownPhrase(entry.index.kind),
          .code(entry.index.definition), entry.index.serves, MarkdownPhrase(entry.index.size ?? ""),
        ]
      })
    if entries.isEmpty { page.paragraph("None.") }
  }
}

/// Every foreign key with its actions, table by table.
struct ForeignKeyList: Sendable {
  let part: SitePart
  private let entries: [(table: Int, key: Int)]
  let chunks: Chunks

  init(_ part: SitePart) {
    self.part = part
    entries = part.tables.enumerated().flatMap { number, table in
      table.foreignKeys.indices.map { (number, $0) }
    }
    chunks = Chunks(section: .foreignKeys, count: entries.count)
  }

  func write(_ number: Int, _ page: inout MarkdownBuilder) {
    let links = PartLinks(part, from: chunks.path(of: number))
    let byDefault = entries.count { !part.tables[$0.table].foreignKeys[$0.key].isOnDeleteExplicit }
    page.heading(1, "Foreign keys")
    page.paragraph(
      "\(SchemaPhrases.counted(entries.count, "foreign key")); what happens on delete is written for \(entries.count - byDefault) and left to the default for \(byDefault)."
    )
    page.paragraph(chunks.links(on: number, links) { part.tables[entries[$0].table].name.display })
    page.table(
      ["Table", "Columns", "Target", "On delete", "On update", "Remarks", "Name"],
      entries[chunks.range(of: number)].map { entry in
        let table = part.tables[entry.table]
        let key = table.foreignKeys[entry.key]
        return [
          links.relation(table.name), links.columns(key.columns, of: table.name),
          "\(links.relation(key.target)) (\(links.columns(key.targetColumns, of: key.target)))",
          TablePage.action(key.onDelete, columns: key.onDeleteColumns, isExplicit: key.isOnDeleteExplicit),
          TablePage.action(key.onUpdate, columns: [], isExplicit: key.isOnUpdateExplicit),
          TablePage.remarks(on: key), .code(key.name),
        ]
      })
    if entries.isEmpty { page.paragraph("None.") }
  }
}
