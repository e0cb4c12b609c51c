import CatalogComparison
import Diagnostics
import Foundation
import PrismaReading
import SQLReading
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Prisma schemas of real projects against their migrations: what the reader understands is what is in the database
/// after the last one, but for drift that stands in the projects themselves.
@Suite struct MigrationTests {
  private static let isProof = ProcessInfo.processInfo.environment["DBPLAN_PROVE"] == "1"

  private static var sources: [MigratedSchema] {
    let all = MigratedSchema.all
    // The two with hundreds of migrations take seconds to replay.
    return isProof ? all : all.filter { $0.migrations.count < 60 }
  }

  private static func catalog(of source: MigratedSchema) -> Catalog? {
    let reading = source.reader.read(source.schema)
    if reading.diagnostics.contains(where: { $0.code == "other-database" }) { return nil }
    let errors = reading.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(source.path)\n\(DiagnosticFormatter(usesColor: false).format(errors))")
    return reading.value
  }

  @Test(
    .enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"),
    .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func schemasAreWhatTheirMigrationsMake() async throws {
    let drift = try KnownDrift()
    let outcomes = try await ThrowawayPostgres.run { server in
      var outcomes: [MigrationOutcome] = []
      for (number, source) in Self.sources.enumerated() {
        guard let catalog = Self.catalog(of: source) else { continue }
        let replayed = try await Self.load(
          source.prelude + source.script, as: "replayed\(number)", source.path, on: server)
        let read = try await Self.load(
          source.prelude + SQLWriter().schema(of: catalog), as: "read\(number)", source.path, on: server)
        outcomes.append(MigrationOutcome(source: source, replayed: replayed, read: read))
      }
      return outcomes
    }
    var lines = ["schema: migrations, facts equal, known drift, other differences, beyond Prisma"]
    for outcome in outcomes {
      let unknown = outcome.differences.filter { drift.reason(for: $0, in: outcome.source.path) == nil }
      let known = outcome.differences.count - unknown.count
      lines.append(
        "  \(outcome.source.path): \(outcome.source.migrations.count), \(outcome.equal), \(known), \(unknown.count), "
          + "\(outcome.replayed.beyond.count)")
      #expect(unknown.isEmpty, "\(outcome.source.path)\n\(unknown.joined(separator: "\n"))")
    }
    print(lines.joined(separator: "\n"))
    let differences = Set(outcomes.flatMap { outcome in outcome.differences.map { "\(outcome.source.path) \($0)" } })
    let names = Set(outcomes.map(\.source.path))
    for entry in drift.entries where names.contains(entry.source) {
      let isUsed = differences.contains { $0.hasPrefix("\(entry.source) ") && $0.contains(entry.text) }
      #expect(isUsed, "drift that is none: \(entry.source) | \(entry.text)")
    }
    #expect(outcomes.count >= (Self.isProof ? 12 : 9))
  }

  /// The same without PostgreSQL: what our SQL reader makes of the migrations.
  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func bothReadersUnderstandTheSame() throws {
    let drift = try KnownDrift()
    var lines = ["schema: objects that differ for the two readers, of them known drift"]
    for source in Self.sources {
      guard let catalog = Self.catalog(of: source) else { continue }
      let migrated = SQLReader().read([SourceFile(path: source.path, text: source.script)])
      #expect(!migrated.hasErrors, "\(source.path)")
      let all = CatalogDifference(from: migrated.value, to: catalog).changes
      let indexes = Set(all.filter { $0.kind == .index && $0.action == .add }.map(\.name))
      let changes = all.filter { change in
        // What Prisma makes as a unique index is a constraint where somebody wrote the migration.
        let isSpelling = change.kind == .uniqueConstraint || change.kind == .index && change.action == .add
        return !(isSpelling && indexes.contains(change.name) && all.count { $0.name == change.name } == 2)
          && Self.isSayable(change, migrated.value)
      }
      let unknown = changes.filter { change in
        !drift.entries.contains { $0.source == source.path && Self.concerns($0.text, change) }
      }
      lines.append("  \(source.path): \(changes.count), \(changes.count - unknown.count)")
      let shown = unknown.map { change in
        "\(change.action.rawValue) \(change.kind.rawValue) \(change.display) \(change.details.map { "\($0.property): \($0.old) -> \($0.new)" })"
      }
      #expect(unknown.isEmpty, "\(source.path)\n\(shown.joined(separator: "\n"))")
    }
    print(lines.joined(separator: "\n"))
  }

  /// Whether a Prisma schema could say what the change is about.
  private static func isSayable(_ change: SchemaChange, _ migrated: Catalog) -> Bool {
    switch change.kind {
    case .checkConstraint, .function, .trigger, .statement: return false
    case .index:
      let index = change.table.flatMap { migrated.tables[$0] }?.indexes.first { $0.name == change.name }
      return index.map { $0.predicate == nil && $0.columnNames != nil } ?? true
    case .column:
      // `'x'` and `'x'::text` are the same default.
      return change.details.contains { detail in
        detail.property != "default" || Self.withoutCast(detail.old) != Self.withoutCast(detail.new)
      }
    default: return true
    }
  }

  private static func withoutCast(_ sql: String) -> Substring {
    sql.firstRange(of: "::").map { sql[..<$0.lowerBound] } ?? sql[...]
  }

  private static func concerns(_ fact: String, _ change: SchemaChange) -> Bool {
    fact.contains(change.name)
  }

  private static func load(
    _ sql: String, as database: String, _ path: String, on server: ThrowawayPostgres
  ) async throws -> PostgresCatalog {
    try await server.createDatabase(database)
    let complaint = try await server.complaint(loading: sql, into: database)
    #expect(complaint == nil, "\(path): \(complaint ?? "")")
    return try await PostgresCatalog(of: database, on: server, ordersColumns: false)
  }
}

/// What came of one schema.
struct MigrationOutcome {
  var source: MigratedSchema
  var replayed: PostgresCatalog
  var read: PostgresCatalog

  var equal: Int { replayed.sayable.intersection(read.sayable).count }

  /// Facts that only one side has: `-` for those of the migrations alone, `+` for those of the schema alone.
  var differences: [String] {
    replayed.sayable.subtracting(read.sayable).map { "- \($0)" }.sorted()
      + read.sayable.subtracting(replayed.sayable).map { "+ \($0)" }.sorted()
  }
}

/// Where schemas and migrations of the projects differ themselves: `source | part of the fact | why` in `drift.txt`.
struct KnownDrift {
  struct Entry {
    var source: String
    var text: String
    var reason: String
  }

  let entries: [Entry]

  init(beside test: String = #filePath) throws {
    let file = URL(fileURLWithPath: test).deletingLastPathComponent().appending(path: "drift.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    entries = lines.compactMap { line in
      let fields = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return fields.count == 3 ? Entry(source: fields[0], text: fields[1], reason: fields[2]) : nil
    }
    #expect(entries.count == lines.count, "a line of drift.txt is not `source | fact | why`")
  }

  func reason(for fact: String, in source: String) -> String? {
    entries.first { $0.source == source && fact.contains($0.text) }?.reason
  }
}
