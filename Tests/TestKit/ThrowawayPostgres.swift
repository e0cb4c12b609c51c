import Foundation
import Workspace

/// A PostgreSQL server of its own for a test: in a temporary folder, on a socket in it, gone afterwards.
package struct ThrowawayPostgres: Sendable {
  private let folder: String
  private let runner = ProcessRunner()
  /// PostgreSQL refuses to run as root.
  private static let isRoot = geteuid() == 0

  /// Whether the server's programs are installed.
  package static var isInstalled: Bool { Program.initdb.locate() != nil && Program.psql.locate() != nil }

  /// Starts a server, runs the body, stops the server and removes all of it.
  package static func run<Value>(_ body: (ThrowawayPostgres) async throws -> Value) async throws -> Value {
    try await withTemporaryFolder { folder in
      let server = ThrowawayPostgres(folder: folder)
      if isRoot {
        _ = try await server.check(Program("chown", debian: "coreutils", homebrew: "coreutils"), ["postgres", folder])
      }
      try await server.asServer(
        .initdb, ["--no-sync", "--locale=C", "-E", "UTF8", "-A", "trust", "-U", "postgres", "-D", server.data])
      let options = "-k \(folder) -c listen_addresses='' -c fsync=off -c max_connections=30"
      try await server.asServer(.pgControl, ["start", "-w", "-D", server.data, "-l", "\(folder)/log", "-o", options])
      do {
        let value = try await body(server)
        try await server.stop()
        return value
      } catch {
        try await server.stop()
        throw error
      }
    }
  }

  package func createDatabase(_ name: String) async throws {
    _ = try await query("CREATE DATABASE \"\(name)\" TEMPLATE template0")
  }

  /// What psql complains about when it runs a script and stops at the first error; nil when it ran through.
  package func complaint(loading sql: String, into database: String = "postgres") async throws -> String? {
    let result = try await psql(["-q", "-v", "ON_ERROR_STOP=1", "-f", "-"], input: sql, database: database)
    return result.isSuccess ? nil : result.errorOutput
  }

  /// What `pg_dump` writes of a database's schema, without owners.
  package func dump(_ database: String = "postgres") async throws -> String {
    try await runner.output(
      of: .pgDump, ["-h", folder, "-U", "postgres", "--schema-only", "--no-owner", database], in: folder)
  }

  /// Rows as lines, columns separated by `|`.
  package func query(_ sql: String, in database: String = "postgres") async throws -> String {
    let result = try await psql(["-At", "-v", "ON_ERROR_STOP=1", "-c", sql], input: "", database: database)
    guard result.isSuccess else { throw Complaint(text: result.errorOutput) }
    return result.output.trimmingCharacters(in: .newlines)
  }

  package struct Complaint: Error, CustomStringConvertible {
    package var text: String
    package var description: String { text }
  }

  private var data: String { "\(folder)/data" }

  private func psql(_ arguments: [String], input: String, database: String) async throws -> ProcessResult {
    try await runner.run(
      .psql, ["-X", "-h", folder, "-U", "postgres", "-d", database] + arguments, input: input,
      variables: ["PGCLIENTENCODING": "UTF8"])
  }

  private func stop() async throws { try await asServer(.pgControl, ["stop", "-m", "immediate", "-D", data]) }

  private func asServer(_ program: Program, _ arguments: [String]) async throws {
    guard Self.isRoot, let path = program.locate() else {
      _ = try await check(program, arguments)
      return
    }
    let runuser = Program("runuser", debian: "util-linux", homebrew: "")
    _ = try await check(runuser, ["-u", "postgres", "--", path] + arguments)
  }

  private func check(_ program: Program, _ arguments: [String]) async throws -> String {
    try await runner.output(of: program, arguments, in: folder)
  }
}
