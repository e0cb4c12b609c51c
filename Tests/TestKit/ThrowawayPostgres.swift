import PostgresClient
package import Rehearsal
import Workspace

/// A throw-away server as tests ask it: scripts in, complaints and lines out.
package struct ThrowawayPostgres: Sendable {
  package let server: ThrowawayServer

  /// Whether a server is installed.
  package static var isInstalled: Bool { ServerPrograms.areInstalled }

  /// Starts a server, runs the body, stops the server and removes all of it.
  package static func run<Value: Sendable>(
    programs: ServerPrograms? = nil, settings: [String: String] = [:],
    _ body: (ThrowawayPostgres) async throws -> Value
  ) async throws -> Value {
    try await ThrowawayServer.run(programs: programs, settings: settings) {
      try await body(ThrowawayPostgres(server: $0))
    }
  }

  package func createDatabase(_ name: String) async throws { try await server.createDatabase(name) }

  /// Nothing of an earlier database and its roles is left.
  package func recreateDatabase(_ name: String) async throws {
    try await server.dropDatabase(name)
    try await server.dropRoles()
    try await server.createDatabase(name)
  }

  /// What the server complains about when it runs a script and stops at the first error; nil when it ran through.
  package func complaint(loading sql: String, into database: String = "postgres") async throws -> String? {
    let connection = try await server.connect(to: database)
    do {
      try await connection.run(script: sql)
      return nil
    } catch {
      guard error.reason == .statement else { throw error }
      let line = error.position.map { sql.utf8.prefix($0).count { $0 == UInt8(ascii: "\n") } + 1 } ?? 0
      return "line \(line): \(error)"
    }
  }

  /// What `pg_dump` writes of a database's schema, without owners.
  package func dump(_ database: String = "postgres") async throws -> String {
    try await ProcessRunner().output(
      of: .pgDump,
      ["-h", server.folder, "-U", ThrowawayServer.superuser, "--schema-only", "--no-owner", database])
  }

  /// Rows as lines, columns separated by `|`.
  package func query(_ sql: String, in database: String = "postgres") async throws -> String {
    let result = try await server.connect(to: database).query(sql)
    return result.rows.map { row in row.map { $0 ?? "" }.joined(separator: "|") }.joined(separator: "\n")
  }
}
