package import Diagnostics
import PrismaReading
import SQLReading
package import SchemaModel

/// A schema and the files it was read from.
package struct ReadSchema: Sendable {
  package var catalog: Catalog
  package var files: [SourceFile]
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
    if path.hasPrefix("postgres://") || path.hasPrefix("postgresql://") {
      return Diagnostic(
        .error, code: "unsupported-source", "a live database is not read yet", at: source.span,
        fix: "pg_dump --schema-only writes a .sql file that is")
    }
    guard path.hasSuffix(".py") || tree.kind(path) == .folder && path.hasSuffix(".py") else {
      return path.hasSuffix(".prisma") || path.hasSuffix(".sql") || tree.kind(path) != .file
        ? nil
        : Diagnostic(
          .error, code: "unsupported-source", "\(path) is no schema that dbplan reads", at: source.span,
          fix: "name a .prisma or .sql file, or a folder of them")
    }
    return Diagnostic(
      .error, code: "unsupported-source", "SQLAlchemy models are not read yet", at: source.span,
      fix: "name a .sql file with the DDL they make")
  }

  private static func twoLanguages(_ sources: [Located<String>]) -> Diagnostic {
    Diagnostic(
      .warning, code: "two-languages", "Prisma and SQL sources are not reconciled yet: the SQL is not read",
      at: sources.last?.span)
  }
}
