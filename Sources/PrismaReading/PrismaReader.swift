package import Diagnostics
package import SchemaModel

/// Reads Prisma schemas for PostgreSQL (and CockroachDB, where it is the same).
package struct PrismaReader: Sendable {
  /// What keeps the pairs of an implicit many-to-many table distinct: a primary key since Prisma 6, before that a
  /// unique index.
  package enum JoinTableKey: Sendable, Hashable {
    case primaryKey
    case uniqueIndex
  }

  package var joinTableKey: JoinTableKey

  package init(joinTableKey: JoinTableKey = .primaryKey) { self.joinTableKey = joinTableKey }

  /// The catalog of one schema, which may be spread over several files, with an overlay that extends it.
  ///
  /// Problems are diagnostics with their place, all in one run; what they concern is left out of the catalog. A schema
  /// for another database gives an empty catalog and the diagnostic `other-database`.
  package func read(_ files: [SourceFile], overlay: [SourceFile] = []) -> Reading<Catalog> {
    let report = Report(files: files + overlay)
    let base = files.indices.flatMap { Parser.blocks(ofFile: $0, report: report) }
    let extra = overlay.indices.flatMap { Parser.blocks(ofFile: files.count + $0, report: report) }
    let blocks = OverlayMerging.merge(extra, onto: base)
    let configuration = ConfigurationReader.read(blocks, report: report)
    if let provider = configuration.otherProvider {
      var catalog = Catalog()
      catalog.origin.language = .prisma
      catalog.origin.files = report.files.map(\.path)
      let refusal = report.sorted.filter { $0.code == "other-database" && $0.span == provider.span }
      return Reading(catalog, diagnostics: refusal)
    }
    if configuration.datasource == nil, !blocks.isEmpty {
      report.add(
        .note, "prisma-datasource", "no datasource block: PostgreSQL is assumed",
        at: Place(file: blocks[0].place.file, range: 0..<0))
    }
    let tree = Validation(blocks, configuration: configuration, report: report)
    let catalog = CatalogBuilder.catalog(of: tree, blocks: blocks, joinTableKey: joinTableKey)
    return Reading(catalog, diagnostics: report.sorted)
  }
}
