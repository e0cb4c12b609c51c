import Compilation
import Diagnostics
import PlanModel
import SQLReading
import SQLWriting
import SchemaModel
import Templating
import TestKit
import Workspace

/// What came of one source.
struct SourceOutcome: Sendable {
  var source: CorpusSource
  /// The first step that failed and what it said; nil when all went well.
  var failure: (step: CorpusStep, message: String)?
}

/// Takes a source through all steps.
struct SourceMeasure: Sendable {
  let root: String
  let templates: TemplateSet
  let preludes: CorpusPreludes

  func measure(_ source: CorpusSource, on server: ThrowawayPostgres) async throws -> SourceOutcome {
    func failed(_ step: CorpusStep, _ message: String) -> SourceOutcome {
      SourceOutcome(source: source, failure: (step, message))
    }
    let tree = SourceTree(SourceReader(root: root))
    let compiled = PlanCompiler(tree: tree, project: nil).compile(
      schema: [Located(source.path)], name: "corpus", date: nil)
    if let error = compiled.diagnostics.first(where: { $0.severity == .error }) {
      return failed(.read, DiagnosticFormatter(usesColor: false).format([error]))
    }
    let problems = PlanCheck(compiled.value, templates: templates).problems
    if !problems.isEmpty { return failed(.planned, problems.prefix(3).joined(separator: "; ")) }
    let sql = SQLWriter().schema(of: compiled.value.catalog)
    let prelude = preludes.sql(for: source)
    if let complaint = try await load(Self.without(prelude, sql), after: prelude, on: server) {
      return failed(.loaded, complaint)
    }
    if let difference = Self.roundTripDifference(of: compiled.value.catalog, sql) {
      return failed(.roundTrip, difference)
    }
    return SourceOutcome(source: source, failure: nil)
  }

  /// Leaves out the extensions that a prelude stands in for.
  static func without(_ prelude: String, _ sql: String) -> String {
    let mark = "-- stands in for the extension "
    let names = prelude.split(separator: "\n").filter { $0.hasPrefix(mark) }.map { $0.dropFirst(mark.count) }
    guard !names.isEmpty else { return sql }
    let lines = sql.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.filter { line in !names.contains { line.hasPrefix("CREATE EXTENSION IF NOT EXISTS \($0)") } }
      .joined(separator: "\n")
  }

  private func load(_ sql: String, after prelude: String, on server: ThrowawayPostgres) async throws -> String? {
    let database = "corpus"
    try await server.recreateDatabase(database)
    if !prelude.isEmpty, let complaint = try await server.complaint(loading: prelude, into: database) {
      return "the prelude: \(complaint)"
    }
    return try await server.complaint(loading: sql, into: database)
  }

  /// What is different when the written SQL is read: in the catalog, or in the SQL that is written from that.
  private static func roundTripDifference(of catalog: Catalog, _ sql: String) -> String? {
    let second = SQLReader().read([SourceFile(path: "written.sql", text: sql)])
    if let error = second.diagnostics.first(where: { $0.severity == .error }) {
      return "read again: \(DiagnosticFormatter(usesColor: false).format([error]))"
    }
    let lines = (CatalogFacts.lines(of: catalog), CatalogFacts.lines(of: second.value))
    let lost = lines.0.subtracting(lines.1).sorted()
    // Roles and schemas that are only named have to be made by what loads by itself.
    let gained = lines.1.subtracting(lines.0).filter { !$0.hasPrefix("roles[") && !$0.hasPrefix("schemas[") }.sorted()
    if !lost.isEmpty || !gained.isEmpty {
      let shown = lost.prefix(3).map { "- \($0)" } + gained.prefix(3).map { "+ \($0)" }
      return "\(lost.count) lost, \(gained.count) gained: \(shown.joined(separator: "\n    "))"
    }
    let again = SQLWriter().schema(of: second.value)
    let third = SQLReader().read([SourceFile(path: "written.sql", text: again)])
    return SQLWriter().schema(of: third.value) == again ? nil : "written, read and written again is another text"
  }
}
