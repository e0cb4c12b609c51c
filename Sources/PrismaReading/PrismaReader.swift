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

  /// nil: what the schema itself tells of its Prisma, else a primary key, and a note that says so.
  package var joinTableKey: JoinTableKey?
  /// Until Prisma 7 the datasource had to name its database.
  package var requiresURL: Bool
  /// Leave out what Prisma would not come to say, because of errors it finds before.
  package var stopsAsPrismaDoes: Bool

  package init(joinTableKey: JoinTableKey? = nil, requiresURL: Bool = false, stopsAsPrismaDoes: Bool = false) {
    self.joinTableKey = joinTableKey
    self.requiresURL = requiresURL
    self.stopsAsPrismaDoes = stopsAsPrismaDoes
  }

  /// The catalog of one schema, which may be spread over several files, with an overlay that extends it.
  ///
  /// Problems are diagnostics with their place, all in one run; what they concern is left out of the catalog. A schema
  /// for another database gives an empty catalog and the diagnostic `other-database`.
  package func read(_ files: [SourceFile], overlay: [SourceFile] = []) -> Reading<Catalog> {
    let report = Report(files: files + overlay)
    let base = files.indices.flatMap { Parser.blocks(ofFile: $0, report: report) }
    let extra = overlay.indices.flatMap { Parser.blocks(ofFile: files.count + $0, report: report) }
    let blocks = OverlayMerging.merge(extra, onto: base)
    let configuration = report.during(.configuration) {
      ConfigurationReader.read(blocks, requiresURL: requiresURL, report: report)
    }
    if let provider = configuration.otherProvider {
      var catalog = Catalog()
      catalog.origin.language = .prisma
      catalog.origin.files = report.files.map(\.path)
      let refusal = report.sorted(stopping: false).filter { $0.code == "other-database" && $0.span == provider.span }
      return Reading(catalog, diagnostics: refusal)
    }
    if configuration.datasource == nil, !blocks.isEmpty {
      report.add(
        .note, "prisma-datasource", "no datasource block: PostgreSQL is assumed",
        at: Place(file: blocks[0].place.file, range: 0..<0))
    }
    let tree = Validation(blocks, configuration: configuration, report: report)
    let key = joinTableKey ?? Self.joinTableKey(of: tree)
    let catalog = CatalogBuilder.catalog(of: tree, blocks: blocks, joinTableKey: key)
    return Reading(catalog, diagnostics: report.sorted(stopping: stopsAsPrismaDoes))
  }

  private static func joinTableKey(of tree: Validation) -> JoinTableKey {
    let pairs = tree.relations.lazy.compactMap { if case .manyToMany(let node) = $0 { node } else { nil } }
    if !tree.configuration.isSixOrNewer, let first = pairs.first {
      tree.report.add(
        .note, JoinTableKey.unknown, "the pairs of this relation are taken to be a primary key", at: first.place,
        why: "Prisma makes one since version 6 and a unique index before, and nothing here tells the version")
    }
    return .primaryKey
  }
}
