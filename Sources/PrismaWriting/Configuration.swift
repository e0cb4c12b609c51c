import SchemaModel

/// The datasource and generator blocks.
struct Configuration {
  private let session: WritingSession

  init(_ session: WritingSession) { self.session = session }

  /// The blocks of the source as they were, or new ones.
  func blocks() -> [String] {
    let kept = session.catalog.origin.configurationBlocks
    if session.catalog.origin.language == .prisma, !kept.isEmpty { return kept }
    return [generator(), datasource()]
  }

  private func generator() -> String {
    let isNew = session.options.prismaMajor >= 7
    var rows = [["provider", "= \(PrismaString.quoted(isNew ? "prisma-client" : "prisma-client-js"))"]]
    if isNew { rows.append(["output", "= \(PrismaString.quoted(session.options.clientOutput))"]) }
    var features: [String] = []
    if session.catalog.views.contains(where: WritingSession.isWritten) { features.append("views") }
    if session.writesPartialIndexes { features.append("partialIndexes") }
    if !features.isEmpty {
      rows.append(["previewFeatures", "= [\(features.map(PrismaString.quoted).joined(separator: ", "))]"])
    }
    return block("generator client", rows)
  }

  private func datasource() -> String {
    var rows = [["provider", "= \"postgresql\""]]
    if session.options.prismaMajor < 7 { rows.append(["url", "= env(\"DATABASE_URL\")"]) }
    if session.listsSchemas {
      let schemas = Self.schemas(of: session.catalog).map(PrismaString.quoted)
      rows.append(["schemas", "= [\(schemas.joined(separator: ", "))]"])
    }
    return block("datasource \(session.datasourceName)", rows)
  }

  private func block(_ head: String, _ rows: [[String]]) -> String {
    var layout = BlockLayout()
    for row in rows { layout.row(row) }
    return (["\(head) {"] + layout.rendered() + ["}"]).joined(separator: "\n")
  }

  /// The name behind which native types stand: `db` in `@db.Uuid`.
  static func datasourceName(of catalog: Catalog) -> String? {
    for block in catalog.origin.configurationBlocks where block.hasPrefix("datasource") {
      let words = block.dropFirst("datasource".count).split { $0 == " " || $0 == "\t" || $0 == "{" || $0 == "\n" }
      return words.first.map(String.init)
    }
    return nil
  }

  /// Whether blocks carry `@@schema`: where a Prisma source lists its schemas, or not all is in `public`.
  static func listsSchemas(_ catalog: Catalog) -> Bool {
    if catalog.origin.language == .prisma, !catalog.origin.configurationBlocks.isEmpty {
      return !catalog.schemas.isEmpty
    }
    return schemas(of: catalog) != ["public"] && !schemas(of: catalog).isEmpty
  }

  /// The schemas that tables and enums are in, sorted.
  static func schemas(of catalog: Catalog) -> [String] {
    let views = catalog.views.filter(WritingSession.isWritten)
    let all = catalog.tables.map(\.name.schema) + catalog.enums.map(\.name.schema) + views.map(\.name.schema)
    return Set(all).sorted()
  }
}
