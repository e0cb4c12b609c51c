import Foundation
import PostgresClient
import Rehearsal
import SQLReading
import SchemaModel
import TestKit

/// The case list's schema, and a server that holds its rows.
enum RewritingServer {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: root.appending(path: name), encoding: .utf8)
  }

  static func catalog() throws -> Catalog { CatalogOfSQL.read(try text("schema.sql")) }

  /// Lends a session with the rows of the case list.
  static func run(_ body: @escaping @Sendable (PostgresConnection) async throws -> Void) async throws {
    let script = try text("schema.sql") + text("rows.sql")
    try await ThrowawayPostgres.run { server in
      let connection = try await server.server.connect(to: "postgres")
      try await connection.run(script: script)
      try await connection.run(script: "ANALYZE; SET timezone = 'Europe/Berlin'")
      try await body(connection)
    }
  }
}

extension PostgresConnection {
  /// The rows of a statement with values for its parameters, as an application prepares it; what it changed is undone.
  nonisolated func answer(_ sql: String, _ arguments: String) async throws -> [[String?]] {
    try await run(script: "BEGIN")
    do {
      _ = try await query("PREPARE asked AS \(sql)")
      let result = try await query("EXECUTE asked" + (arguments.isEmpty ? "" : " (\(arguments))"))
      try await run(script: "ROLLBACK; DEALLOCATE asked")
      return result.rows
    } catch {
      try await run(script: "ROLLBACK; DEALLOCATE ALL")
      throw error
    }
  }
}

/// Rows in an order of their own, for answers whose order is not asked for.
func sorted(_ rows: [[String?]]) -> [String] {
  rows.map { row in row.map { $0 ?? "NULL" }.joined(separator: "|") }.sorted()
}
