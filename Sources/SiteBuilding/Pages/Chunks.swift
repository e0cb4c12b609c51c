import PlanDocument
import MarkdownWriting
import SchemaModel

/// Long lists are spread over pages that a browser opens at once.
struct Chunks: Sendable {
  static let limit = 1500

  let section: SiteSection
  let count: Int

  var pageCount: Int { max(1, (count + Self.limit - 1) / Self.limit) }

  func range(of page: Int) -> Range<Int> { page * Self.limit..<min((page + 1) * Self.limit, count) }

  /// `columns`, `columns-2`, ...
  func path(of page: Int) -> String { page == 0 ? section.file : "\(section.file)-\(page + 1)" }

  /// Links to all pages of the list; nothing when there is but one.
  func links(on page: Int, _ links: PartLinks, name: (Int) -> String) -> MarkdownPhrase {
    guard pageCount > 1 else { return "" }
    return .joined(
      (0..<pageCount).map { number in
        let range = range(of: number)
        let text: MarkdownPhrase = "\(name(range.lowerBound)) to \(name(range.upperBound - 1))"
        return number == page ? text : links.to(path(of: number), nil, text)
      }, separator: " · ")
  }
}

/// The lists of everything of one kind.
struct ColumnList: Sendable {
  let part: SitePart
  /// By name, then by table: what should be alike stands together.
  private let entries: [(table: Int, column: Int)]
  let chunks: Chunks

  init(_ part: SitePart) {
    self.part = part
    let keys = part.tables.enumerated().flatMap { number, table in
      table.columns.enumerated().map { (name: $1.name, table: number, column: $0) }
    }
    entries = keys.sorted {
      ($0.name, part.tables[$0.table].name, $0.column) < ($1.name, part.tables[$1.table].name, $1.column)
    }.map { ($0.table, $0.column) }
    chunks = Chunks(section: .columns, count: entries.count)
  }

  func write(_ number: Int, _ page: inout MarkdownBuilder) {
    let links = PartLinks(part, from: chunks.path(of: number))
    page.heading(1, "Columns")
    page.paragraph(
      "\(SchemaPhrases.counted(entries.count, "column")) of \(SchemaPhrases.counted(part.tables.count, "table")), by name."
    )
    page.paragraph(chunks.links(on: number, links) { part.tables[entries[$0].table].columns[entries[$0].column].name })
    var anchors: [Int: [String]] = [:]
    page.table(
      ["Column", "Table", "Type", "Null", "Default", "Description"],
      entries[chunks.range(of: number)].map { entry in
        let table = part.tables[entry.table]
        let column = table.columns[entry.column]
        let ids = anchors[entry.table] ?? part.columnAnchors(of: table)
        anchors[entry.table] = ids
        let path = part.page(of: table.name)?.path ?? ""
        return [
          links.to(path, ids[entry.column], .code(column.name)), links.relation(table.name), links.type(column.type),
          column.isNullable ? "yes" : "no", TablePage.origin(of: column),
          SchemaPhrases.brief(part.facts.purpose(of: column, in: table.name)),
        ]
      })
    if entries.isEmpty { page.paragraph("None.") }
  }
}
