import Diagnostics
import Foundation
import SQLReading
import SchemaModel
import Testing

/// Reads every PostgreSQL source of the corpus (`DBPLAN_CORPUS`) and prints what came of it.
struct CorpusTests {
  private static let root = ProcessInfo.processInfo.environment["DBPLAN_CORPUS"]

  /// Files whose errors were looked at, with the reason.
  private static let excused: [String: String] = [
    "sql/pagila/pagila-schema.sql": "a virtual generated column, PostgreSQL 18",
    "sql/pagila/pagila-sql-pgq-setup.sql": "property graphs, PostgreSQL 19",
    "sql/pagila/pagila-temporal-setup.sql": "WITHOUT OVERLAPS, PostgreSQL 18",
    "sql/pgstac/pgstac.0.9.12-0.10.0.sql": "a step between two versions, for a schema made before",
  ]

  private struct Source {
    var name: String
    var files: [SourceFile]
  }

  @Test(.enabled(if: root != nil, "DBPLAN_CORPUS is not set")) func readsTheCorpus() throws {
    let root = URL(filePath: try #require(Self.root))
    var rows: [String] = []
    for source in try sources(under: root) {
      let reading = SQLReader().read(source.files)
      let errors = reading.diagnostics.filter { $0.severity == .error }
      let warnings = reading.diagnostics.count { $0.severity == .warning }
      rows.append(
        "\(source.name): \(source.files.count) files, \(reading.value.tables.count) tables, \(errors.count) errors, "
          + "\(warnings) warnings")
      let isForeign = errors.map(\.code) == ["other-database"]
      if Self.excused[source.name] != nil {
        #expect(!errors.isEmpty, "\(source.name) needs no excuse any more")
      } else if !isForeign {
        #expect(errors.isEmpty, "\(source.name): \(errors.prefix(3).map(\.message))")
      }
      #expect(reading.diagnostics.allSatisfy { $0.span != nil })
    }
    print(rows.joined(separator: "\n"))
    #expect(rows.count > 30)
  }

  /// Whole dumps and folders of migrations; steps and data that presuppose another file are left to the fuzzing.
  private func sources(under root: URL) throws -> [Source] {
    let wholes = [
      "sql/danbooru/structure.sql", "sql/pagila/pagila-schema.2022-12.sql", "sql/pagila/pagila-schema.sql",
      "sql/pagila/pagila-sql-pgq-setup.sql", "sql/pagila/pagila-temporal-setup.sql", "sql/pgstac/pgstac.0.10.0.sql",
      "sql/pgstac/pgstac.0.9.12.sql", "sql/pgstac/pgstac.0.9.12-0.10.0.sql", "sql/postgrest/spec/schema.sql",
      "sql/postgrest/io/schema.sql", "sql/postgrest/io/big_schema.sql", "sql/graphile-starter/schema.sql",
      "sql/temporal/temporal/schema.sql", "sql/temporal/visibility/schema.sql", "sql/tbls/postgres.sql",
      "sql/tbls/postgres95.sql", "sql/tbls/test_schema.sql", "sql/tbls/detect_relations.sql",
      "sql/chinook/Chinook_PostgreSql.sql", "sql/chinook/Chinook_PostgreSql_AutoIncrementPKs.sql",
    ]
    var result = try wholes.map { Source(name: $0, files: [try file(root, $0)]) }
    let folders = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { path in
      path.hasSuffix("/migrations")
        && (path.hasPrefix("sql/") || path.hasPrefix("prisma/") || path.hasPrefix("projects/"))
    }
    for folder in folders.sorted() {
      let paths = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
      let files = try paths.filter { $0.hasSuffix(".sql") }.sorted().map { try file(root.appending(path: folder), $0) }
      result.append(Source(name: folder, files: MigrationFolder.ordered(files).value))
    }
    return result
  }

  private func file(_ root: URL, _ path: String) throws -> SourceFile {
    SourceFile(path: path, text: String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self))
  }

  /// Every file there is, SQL or not PostgreSQL's, alone and cut short: nothing may crash.
  @Test(.enabled(if: root != nil, "DBPLAN_CORPUS is not set")) func survivesEveryFileCutShort() throws {
    let root = URL(filePath: try #require(Self.root))
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".sql") }.sorted()
    #expect(paths.count > 500)
    for (number, path) in paths.enumerated() {
      let data = [UInt8](try Data(contentsOf: root.appending(path: path))).prefix(40_000)
      guard !data.isEmpty else { continue }
      let cut = data.prefix((number &* 7_919) % data.count)
      for text in [String(decoding: data, as: UTF8.self), String(decoding: cut, as: UTF8.self)] {
        _ = SQLReader().read([SourceFile(path: path, text: text)])
      }
    }
  }
}
