import CodeReading
package import Diagnostics
import PrismaReading
import SQLReading
package import SchemaModel
package import SchemaReconciliation

/// A schema and the files it was read from.
package struct ReadSchema: Sendable {
  package var catalog: Catalog
  package var files: [SourceFile]
  /// What several sources of the schema say differently.
  package var disagreements: [SourceDisagreement] = []
  /// What the databases among the sources have counted of themselves, in the order they were named.
  package var statistics: [DatabaseStatistics] = []

  package init(catalog: Catalog, files: [SourceFile]) {
    self.catalog = catalog
    self.files = files
  }

  /// The disagreements, for where no check tells them.
  package var disagreementDiagnostics: [Diagnostic] {
    let files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    return disagreements.map { disagreement in
      var diagnostic = disagreement.diagnostic
      diagnostic.sourceLine = diagnostic.span.flatMap { files[$0.path]?.excerpt(at: $0) }
      return diagnostic
    }
  }
}

/// Reads a schema from what a person named: files, folders, overlays, and what was read beforehand.
package struct SchemaSource: Sendable {
  private let tree: SourceTree
  private let memory: SchemaMemory?

  /// - Parameter memory: what was read before and need not be parsed again.
  package init(tree: SourceTree, memory: SchemaMemory? = nil) {
    self.tree = tree
    self.memory = memory
  }

  /// The texts that a schema is parsed from.
  private struct Texts {
    var prisma: [SourceFile] = []
    var overlays: [SourceFile] = []
    var sql: [SourceFile] = []
    var additions: [SourceFile] = []
    /// nil where the Prisma schema has to tell.
    var joinTableKey: PrismaReader.JoinTableKey?

    var all: [SourceFile] { prisma + overlays + sql + additions }
  }

  /// One schema from its sources, with overlays on top. Sources in several languages are reconciled.
  /// - Parameter adds: Prisma fragments re-open models; SQL is run after the rest.
  package func read(_ sources: [Located<String>], adds: [Located<String>] = []) -> Reading<ReadSchema> {
    var diagnostics: [Diagnostic] = []
    var texts = Texts()
    var prepared: [ReadSchema] = []
    // What a source says that could be read all the same: as of a script, the rest of it is shown.
    var remarks: [Diagnostic] = []
    for source in sources {
      if SourceKind.of(source.value, in: tree) == .files {
        collect(source, &texts.prisma, &texts.sql, &diagnostics)
      } else if let ready = tree.prepared[source.value] {
        prepared.append(ready.value)
        if ready.value.files.isEmpty { diagnostics += ready.diagnostics } else { remarks += ready.diagnostics }
      } else {
        diagnostics.append(Self.notPrepared(source))
      }
    }
    for source in adds { collect(source, &texts.overlays, &texts.additions, &diagnostics) }
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      return Reading(ReadSchema(catalog: Catalog(), files: []), diagnostics: diagnostics + remarks)
    }
    diagnostics += remarks
    if texts.prisma.isEmpty, let file = texts.overlays.first {
      diagnostics.append(
        file.diagnostic(
          .error, code: "overlay-language", "a Prisma overlay on a schema that is not Prisma", at: 0..<0,
          why: "it re-opens models, and there are none", fix: "write the overlay in SQL"))
    }
    let schema =
      if let memory, prepared.isEmpty {
        memory.reading(
          of: .init(prisma: texts.prisma, overlays: texts.overlays, sql: texts.sql, additions: texts.additions)
        ) { Self.parse(texts, prepared) }
      } else {
        Self.parse(texts, prepared)
      }
    var settled = settled(schema, texts, prepared)
    settled.value.statistics = prepared.flatMap(\.statistics)
    return Reading(settled.value, diagnostics: diagnostics + settled.diagnostics)
  }

  /// The same with what migrations tell of a Prisma schema's join tables, when the schema alone does not.
  private func settled(_ schema: Reading<ReadSchema>, _ texts: Texts, _ prepared: [ReadSchema]) -> Reading<ReadSchema> {
    guard schema.diagnostics.contains(where: { $0.code == PrismaReader.JoinTableKey.unknown }) else { return schema }
    var texts = texts
    texts.joinTableKey = PrismaReader.JoinTableKey(in: texts.sql)
    if texts.joinTableKey == nil, let folder = migrations(beside: texts.prisma) {
      let scripts = MigrationFolder.ordered(tree.folder(folder, ["sql"]).value).value
      texts.joinTableKey = PrismaReader.JoinTableKey(in: scripts)
    }
    return texts.joinTableKey == nil ? schema : Self.parse(texts, prepared)
  }

  /// A folder `migrations` beside the files of a schema, or beside the folder they are in.
  private func migrations(beside files: [SourceFile]) -> String? {
    let paths = files.map { $0.path.split(separator: "/").dropLast() }
    guard let shortest = paths.min(by: { $0.count < $1.count }) else { return nil }
    return [shortest, shortest.dropLast()].map { ($0 + ["migrations"]).joined(separator: "/") }
      .first { tree.kind($0) == .folder }
  }

  private static func notPrepared(_ source: Located<String>) -> Diagnostic {
    Diagnostic(
      .error, code: "unsupported-source", "\(SourceKind.shown(source.value)) can not be read here",
      fix: "name a file: pg_dump --schema-only writes one of a database")
  }

  private static func parse(_ texts: Texts, _ prepared: [ReadSchema]) -> Reading<ReadSchema> {
    var diagnostics: [Diagnostic] = []
    var catalogs = prepared.map { schema in
      var catalog = schema.catalog
      if catalog.origin.language != .database { catalog.origin.files = schema.files.map(\.path) }
      return catalog
    }
    // What an overlay adds is planned: no other source has to know of it.
    var planned: [Catalog] = catalogs
    if !texts.prisma.isEmpty {
      let reader = PrismaReader(joinTableKey: texts.joinTableKey)
      let models = reader.read(texts.prisma, overlay: texts.overlays)
      diagnostics += models.diagnostics
      planned.append(models.value)
      let isPlain = texts.overlays.isEmpty || (texts.sql.isEmpty && prepared.isEmpty)
      catalogs.append(isPlain ? models.value : reader.read(texts.prisma).value)
    }
    if !texts.sql.isEmpty || catalogs.isEmpty {
      let scripts = SQLReader().read(texts.sql)
      diagnostics += scripts.diagnostics
      planned.append(scripts.value)
      catalogs.append(scripts.value)
    }
    let files = prepared.flatMap(\.files) + texts.all
    let databases = prepared.map(\.catalog.origin).filter { $0.language == .database }.flatMap(\.files)
    var schema = reconciled(catalogs, planned, hasOverlays: !texts.overlays.isEmpty)
    if !texts.additions.isEmpty {
      let origin = schema.catalog.origin
      let extended = SQLReader().read(texts.additions, onto: schema.catalog)
      schema.catalog = extended.value
      schema.catalog.origin = origin
      diagnostics += extended.diagnostics
    }
    // A source that was not understood whole is not compared.
    if diagnostics.contains(where: { $0.severity == .error }) { schema.disagreements = [] }
    schema.files = files
    schema.catalog.origin.files = databases + files.map(\.path)
    return Reading(schema, diagnostics: diagnostics)
  }

  private static func reconciled(_ catalogs: [Catalog], _ planned: [Catalog], hasOverlays: Bool) -> ReadSchema {
    guard catalogs.count > 1 else { return ReadSchema(catalog: planned.first ?? Catalog(), files: []) }
    let reconciliation = SchemaReconciliation(catalogs)
    let catalog = hasOverlays ? SchemaReconciliation(planned).catalog : reconciliation.catalog
    var schema = ReadSchema(catalog: catalog, files: [])
    schema.disagreements = reconciliation.disagreements
    return schema
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
    case .missing: diagnostics.append(missing(source))
    case .file:
      let reading = tree.file(path)
      diagnostics += reading.diagnostics
      guard let file = reading.value else { return }
      if path.hasSuffix(".prisma") { prisma.append(file) } else { sql.append(file) }
    case .folder: collectFolder(source, &prisma, &sql, &diagnostics)
    }
  }

  private func missing(_ source: Located<String>) -> Diagnostic {
    let path = source.value
    let slash = path.lastIndex(of: "/")
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let isLink = tree.names(slash.map { String(path[..<$0]) } ?? ".").contains(name)
    return Diagnostic(
      .error, code: "unreadable-file", isLink ? "\(path) is a link that leads nowhere" : "there is no \(path)",
      at: source.span, fix: isLink ? "mend the link" : "paths are relative to the file they stand in")
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
    // A folder that can not be read keeps from both.
    diagnostics += scripts.diagnostics.filter { !models.diagnostics.contains($0) }
    guard !scripts.value.isEmpty else {
      if models.hasErrors || scripts.hasErrors { return }
      let code = tree.folder(source.value, EmbeddedMigration.extensions)
      if let tool = EmbeddedMigration.kind(of: code.value) {
        let embedded = tool.scripts(code.value)
        diagnostics += code.diagnostics + embedded.diagnostics
        sql += embedded.value
        return
      }
      diagnostics.append(
        Diagnostic(
          .error, code: "empty-source",
          "\(source.value) holds neither .prisma nor .sql files, nor migrations with SQL in them", at: source.span,
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
}
