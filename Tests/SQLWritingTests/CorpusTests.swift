import Diagnostics
import Foundation
import SQLReading
import SQLWriting
import SchemaModel
import TestKit
import Testing

/// Real schemas, read, written, loaded, read again. They stand outside of the repository.
@Suite struct CorpusTests {
  private static let corpus = ProcessInfo.processInfo.environment["DBPLAN_CORPUS"]
  private static let files = [
    "danbooru/structure.sql", "pagila/pagila-schema.2022-12.sql", "pgstac/pgstac.0.10.0.sql",
    "chinook/Chinook_PostgreSql.sql", "graphile-starter/schema.sql", "tbls/postgres.sql",
  ]

  /// Not loaded: extensions that are not installed with PostgreSQL itself.
  private static let needsExtension = ["pgstac/pgstac.0.10.0.sql": "postgis"]

  @Test(.enabled(if: corpus != nil, "DBPLAN_CORPUS is not set"))
  func whatIsReadAndWrittenLoads() async throws {
    let corpus = try #require(Self.corpus)
    try await ThrowawayPostgres.run { server in
      for (number, path) in Self.files.enumerated() {
        let text = try String(contentsOfFile: "\(corpus)/sql/\(path)", encoding: .utf8)
        let catalog = SQLReader().read([SourceFile(path: path, text: text)]).value
        let written = SQLWriter().schema(of: catalog)
        let again = SQLWriter().schema(of: SQLReader().read([SourceFile(path: path, text: written)]).value)
        #expect(catalog.tables.count > 5, "\(path)")
        #expect(Self.statements(again).difference(from: Self.statements(written)).isEmpty, "\(path)")
        guard Self.needsExtension[path] == nil else { continue }
        try await server.createDatabase("c\(number)")
        let complaint = try await server.complaint(loading: written, into: "c\(number)")
        #expect(complaint == nil, "\(path)")
      }
    }
  }

  /// The lines in an order of their own: functions are written before what uses them, so that reading them again
  /// declares them in another order. Guards around roles are no part of a catalog.
  private static func statements(_ sql: String) -> [String] {
    var isInGuard = false
    return sql.split(separator: "\n").map(String.init).filter { line in
      if line == "DO $$" { isInGuard = true }
      defer { if line == "$$;" { isInGuard = false } }
      return !isInGuard && !line.hasPrefix("--")
    }.sorted()
  }
}
