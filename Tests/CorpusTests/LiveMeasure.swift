import Compilation
import DatabaseReading
import Diagnostics
import LiveDatabase
import PostgresClient
import Rehearsal
import SQLReading
import SQLSyntax
import SQLWriting
import SchemaModel
import TestKit
import Workspace

enum LiveComparison: String, CaseIterable, Sendable {
  case written
  case read

  var title: String {
    switch self {
    case .written: "loaded itself, and as it was written"
    case .read: "loaded itself, and as the SQL reader has it"
    }
  }
}

/// What came of one source.
struct LiveOutcome: Sendable {
  var source: CorpusSource
  /// Why nothing could be compared.
  var failure: (step: String, message: String)?
  var comparisons: [LiveComparison: ObjectDifferences] = [:]
}

/// Loads a source and what was written of it, and compares what PostgreSQL has then.
struct LiveMeasure: Sendable {
  let root: String
  let preludes: CorpusPreludes
  private static let database = "live"

  func measure(_ source: CorpusSource, on server: ThrowawayPostgres) async throws -> LiveOutcome {
    func failed(_ step: String, _ message: String) -> LiveOutcome {
      LiveOutcome(source: source, failure: (step, message))
    }
    let reading = SchemaSource(tree: SourceTree(SourceReader(root: root))).read([Located(source.path)])
    if let error = reading.diagnostics.first(where: { $0.severity == .error }) {
      return failed("reading", "\(error.span?.line ?? 0): \(error.message)")
    }
    let prelude = preludes.sql(for: source)
    let texts = [prelude] + reading.value.files.map(\.text)
    var itself: Catalog
    var missingRoles: Set<String> = []
    switch try await load(texts, on: server, &missingRoles) {
    case .success(let catalog): itself = catalog
    case .failure(let refusal): return failed("loading", refusal.text)
    }
    let sql = SourceMeasure.without(prelude, SQLWriter().schema(of: reading.value.catalog))
    var written: Catalog
    switch try await load([prelude, sql], on: server, &missingRoles) {
    case .success(let catalog): written = catalog
    case .failure(let refusal): return failed("writing", refusal.text)
    }
    itself.roles.removeAll { missingRoles.contains($0.name) }
    written.roles.removeAll { missingRoles.contains($0.name) }
    var outcome = LiveOutcome(source: source)
    outcome.comparisons[.written] = ObjectDifferences(
      ObjectFacts(itself, depth: .texts), ObjectFacts(written, depth: .texts))
    var structure = itself
    structure.forget(reading.value.catalog)
    var read = SQLReader().read([SourceFile(path: "prelude", text: prelude)] + reading.value.files).value
    read.roles.removeAll { missingRoles.contains($0.name) }
    outcome.comparisons[.read] = ObjectDifferences(
      ObjectFacts(structure, depth: .structure), ObjectFacts(read, depth: .structure))
    return outcome
  }

  struct Refusal: Error {
    var text: String
  }

  /// Loads scripts into an empty database, with the roles they take for granted, and reads it.
  func load(
    _ texts: [String], on server: ThrowawayPostgres, _ missingRoles: inout Set<String>
  ) async throws -> Result<Catalog, Refusal> {
    var roles: [String] = []
    var databases: [String] = []
    while true {
      try await server.recreateDatabase(Self.database)
      let connection = try await server.server.connect(to: Self.database)
      do throws(PostgresError) {
        for role in roles { _ = try await connection.query("CREATE ROLE \"\(role)\"") }
        for text in texts { try await run(Self.withoutData(text), on: server) }
        let snapshot = try await LiveDatabase.snapshot(connection)
        let catalog = DatabaseReader().read(snapshot, name: Self.database).value
        missingRoles.formUnion(roles)
        for database in databases { try await server.server.dropDatabase(database) }
        return .success(catalog)
      } catch {
        guard error.reason == .statement else { throw error }
        if let role = Self.missing("role", error), !roles.contains(role) {
          roles.append(role)
        } else if let database = Self.missing("database", error), !databases.contains(database) {
          try await server.server.createDatabase(database)
          databases.append(database)
        } else {
          for database in databases { try await server.server.dropDatabase(database) }
          return .failure(Refusal(text: "\(error)"))
        }
      }
    }
  }

  /// Each script has a session of its own, as each file of a folder has.
  private func run(_ text: String, on server: ThrowawayPostgres) async throws(PostgresError) {
    try await server.server.connect(to: Self.database).run(script: text)
  }

  /// The role or database that a script takes for granted: a dump of the whole server makes it.
  private static func missing(_ kind: String, _ error: PostgresError) -> String? {
    let (start, end) = ("\(kind) \"", "\" does not exist")
    guard error.message.hasPrefix(start), error.message.hasSuffix(end) else { return nil }
    return String(error.message.dropFirst(start.count).dropLast(end.count))
  }

  /// COPY and its rows are data.
  private static func withoutData(_ text: String) -> String {
    let script = SQLScript(text)
    guard script.skipped.contains(where: { $0.kind == .copyData }) else { return text }
    return script.statements.filter { !$0.text.lowercased().hasPrefix("copy ") }.map { "\($0.text);\n" }.joined()
  }
}

extension Catalog {
  /// Leaves out what the SQL reader keeps as raw SQL: objects whose columns only running a query shows.
  mutating func forget(_ read: Catalog) {
    let kept = read.unmodelled.filter { $0.kind == "CREATE TABLE AS" }.map(\.sql)
    tables.removeAll { table in !read.tables.contains(table.name) && kept.contains { $0.contains(table.name.name) } }
  }
}

extension CorpusSource {
  /// A script, or a folder of migrations.
  var isSQL: Bool {
    let name = path.split(separator: "/").last ?? ""
    return name.hasSuffix(".sql") || name == "migrations" || name == "versioned"
  }
}
