import CatalogComparison
import Diagnostics
import PrismaReading
import SQLReading
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// What Prisma Migrate itself makes of a schema, against what we make of it: in PostgreSQL, and as SQL that is read.
@Suite struct GoldenMigrationTests {
  private struct Golden {
    var path: String
    var schema: String
    var sql: String
  }

  private static var goldens: [Golden] {
    let folders = ["single_migration_tests/postgres", "newer/single_migration_tests/postgres"]
    return folders.flatMap { Corpus.files(below: "prisma-validation/\($0)", ending: ".prisma") }.compactMap { file in
      let mark = "// Expected Migration:\n"
      guard let range = file.text.firstRange(of: mark) else { return nil }
      let lines = file.text[range.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
      let sql = lines.map { $0.hasPrefix("// ") ? $0.dropFirst(3) : $0.dropFirst(2) }.joined(separator: "\n")
      return Golden(path: file.path, schema: String(file.text[..<range.lowerBound]), sql: sql)
    }
  }

  private static func catalog(of golden: Golden) -> Catalog {
    let reading = PrismaReader().read([SourceFile(path: "schema.prisma", text: golden.schema)])
    let errors = reading.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(golden.path)\n\(DiagnosticFormatter(usesColor: false).format(errors))")
    return reading.value
  }

  @Test(.enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"))
  func theGoldenSQLIsTheSameCatalog() {
    let goldens = Self.goldens
    for golden in goldens {
      let expected = SQLReader().read([SourceFile(path: "golden.sql", text: golden.sql)])
      #expect(!expected.hasErrors, "\(golden.path)")
      let changes = CatalogDifference(from: expected.value, to: Self.catalog(of: golden)).changes
      #expect(changes.isEmpty, "\(golden.path): \(changes.map(\.display))")
    }
    #expect(goldens.count >= 11)
  }

  @Test(
    .enabled(if: Corpus.root != nil, "DBPLAN_CORPUS is not set"),
    .enabled(if: ThrowawayPostgres.isInstalled, "PostgreSQL is not installed"))
  func ourSQLMakesTheSameInPostgreSQL() async throws {
    let goldens = Self.goldens
    let facts = try await ThrowawayPostgres.run { server in
      var facts = 0
      for (number, golden) in goldens.enumerated() {
        let ours = SQLWriter().schema(of: Self.catalog(of: golden))
        let expected = try await Self.load(golden.sql, as: "golden\(number)", on: server)
        let found = try await Self.load(ours, as: "ours\(number)", on: server)
        let missing = expected.sayable.union(expected.beyond).subtracting(found.sayable.union(found.beyond))
        let extra = found.sayable.union(found.beyond).subtracting(expected.sayable.union(expected.beyond))
        #expect(
          missing.isEmpty && extra.isEmpty, "\(golden.path)\nmissing \(missing.sorted())\nextra \(extra.sorted())")
        facts += expected.sayable.count
      }
      return facts
    }
    print("golden migrations: \(goldens.count) schemas, \(facts) facts of PostgreSQL's catalogs compared")
    #expect(facts > 60)
  }

  private static func load(_ sql: String, as database: String, on server: ThrowawayPostgres) async throws
    -> PostgresCatalog
  {
    try await server.createDatabase(database)
    let complaint = try await server.complaint(loading: sql, into: database)
    #expect(complaint == nil, "\(complaint ?? "")\n\(sql)")
    return try await PostgresCatalog(of: database, on: server, ordersColumns: true)
  }
}
