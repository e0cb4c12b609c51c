package import Diagnostics
import PrismaReading
import SQLReading
package import SchemaModel

/// A schema and the files it was read from.
package struct ReadSchema: Sendable {
  package var catalog: Catalog
  package var files: [SourceFile]

  package init(catalog: Catalog, files: [SourceFile]) {
    self.catalog = catalog
    self.files = files
  }
}

/// Reads a schema from what a person named: files, folders, overlays.
package struct SchemaSource: Sendable {
  private let tree: SourceTree
  private let memory: SchemaMemory?

  /// - Parameter memory: what was read before and need not be parsed again.
  package init(tree: SourceTree, memory: SchemaMemory? = nil) {
    self.tree = tree
    self.memory = memory
  }

  /// One schema from its sources, with overlays on top.
  /// - Parameter adds: Prisma fragments re-open models; SQL is run after the rest.
  package func read(_ sources: [Located<String>], adds: [Located<String>] = []) -> Reading<ReadSchema> {
    var diagnostics: [Diagnostic] = []
    var prisma: [SourceFile] = []
    var sql: [SourceFile] = []
    if let ready = prepared(sources, adds) { return ready }
    for source in sources { collect(source, &prisma, &sql, &diagnostics) }
    var overlays: [SourceFile] = []
    var additions: [SourceFile] = []
    for source in adds { collect(source, &overlays, &additions, &diagnostics) }
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      return Reading(ReadSchema(catalog: Catalog(), files: []), diagnostics: diagnostics)
    }
    if !prisma.isEmpty, !sql.isEmpty { diagnostics.append(Self.twoLanguages(sources)) }
    if prisma.isEmpty, !overlays.isEmpty, let file = overlays.first {
      diagnostics.append(
        file.diagnostic(
          .error, code: "overlay-language", "a Prisma overlay on a schema that is not Prisma", at: 0..<0,
          why: "it re-opens models, and there are none", fix: "write the overlay in SQL"))
    }
    let schema =
      if let memory {
        memory.reading(of: .init(prisma: prisma, overlays: overlays, sql: sql, additions: additions)) {
          Self.parse(prisma, overlays, sql, additions)
        }
      } else {
        Self.parse(prisma, overlays, sql, additions)
      }
    return Reading(schema.value, diagnostics: diagnostics + schema.diagnostics)
  }

  /// A schema that was read beforehand; nil when it is in the tree's files.
  private func prepared(_ sources: [Located<String>], _ adds: [Located<String>]) -> Reading<ReadSchema>? {
    guard let source = sources.first(where: { SourceKind.of($0.value, in: tree) != .files }) else { return nil }
    guard var ready = tree.prepared[source.value] else {
      let problem = Diagnostic(
        .error, code: "unsupported-source", "\(SourceKind.shown(source.value)) can not be read here",
        fix: "name a file: pg_dump --schema-only writes one of a database")
      return Reading(ReadSchema(catalog: Catalog(), files: []), diagnostics: [problem])
    }
    guard !adds.isEmpty else { return ready }
    var ignored: [SourceFile] = []
    var additions: [SourceFile] = []
    for add in adds { collect(add, &ignored, &additions, &ready.diagnostics) }
    let extended = SQLReader().read(additions, onto: ready.value.catalog)
    ready.value = ReadSchema(catalog: extended.value, files: ready.value.files + additions)
    ready.diagnostics += extended.diagnostics
    return ready
  }

  private static func parse(
    _ prisma: [SourceFile], _ overlays: [SourceFile], _ sql: [SourceFile], _ additions: [SourceFile]
  ) -> Reading<ReadSchema> {
    var reading = prisma.isEmpty ? SQLReader().read(sql) : PrismaReader().read(prisma, overlay: overlays)
    if !additions.isEmpty {
      let extended = SQLReader().read(additions, onto: reading.value)
      reading = Reading(extended.value, diagnostics: reading.diagnostics + extended.diagnostics)
    }
    let files = (prisma.isEmpty ? sql : prisma + overlays) + additions
    reading.value.origin.files = files.map(\.path)
    return Reading(ReadSchema(catalog: reading.value, files: files), diagnostics: reading.diagnostics)
  }

  private func collect(
    _ source: Located<String>, _ prisma: inout [SourceFile], _ sql: inout [SourceFile],
    _ diagnostics: inout [Diagnostic]
  ) {
    let path = source.value
    if let refusal = refusal(of: source) {
      diagnostics.append(refusal)
      return
    }
    switch tree.kind(path) {
    case .missing:
      diagnostics.append(
        Diagnostic(
          .error, code: "unreadable-file", "there is no \(path)", at: source.span,
          fix: "paths are relative to the file they stand in"))
    case .file:
      let reading = tree.file(path)
      diagnostics += reading.diagnostics
      guard let file = reading.value else { return }
      if path.hasSuffix(".prisma") { prisma.append(file) } else { sql.append(file) }
    case .folder: collectFolder(source, &prisma, &sql, &diagnostics)
    }
  }

  /// A folder with a `.prisma` file at any depth is one Prisma schema, whatever SQL is in it; else its SQL is migrations.
  private func collectFolder(
    _ source: Located<String>, _ prisma: inout [SourceFile], _ sql: inout [SourceFile],
    _ diagnostics: inout [Diagnostic]
  ) {
    let models = tree.folder(source.value, ["prisma"])
    diagnostics += models.diagnostics
    guard models.value.isEmpty else {
      prisma += models.value
      return
    }
    let scripts = tree.folder(source.value, ["sql"])
    diagnostics += scripts.diagnostics
    guard !scripts.value.isEmpty else {
      diagnostics.append(
        Diagnostic(
          .error, code: "empty-source", "\(source.value) holds neither .prisma nor .sql files", at: source.span,
          fix: "name the folder with the schema or its migrations"))
      return
    }
    let ordered = MigrationFolder.ordered(scripts.value)
    diagnostics += ordered.diagnostics
    sql += ordered.value
  }

  private func refusal(of source: Located<String>) -> Diagnostic? {
    let path = source.value
    guard tree.kind(path) == .file, !path.hasSuffix(".prisma"), !path.hasSuffix(".sql") else { return nil }
    return Diagnostic(
      .error, code: "unsupported-source", "\(path) is no schema that dbplan reads", at: source.span,
      fix: "name a .prisma, .sql or .py file, or a folder of them")
  }

  private static func twoLanguages(_ sources: [Located<String>]) -> Diagnostic {
    Diagnostic(
      .warning, code: "two-languages", "Prisma and SQL sources are not reconciled yet: the SQL is not read",
      at: sources.last?.span)
  }
}
