import Foundation
import PostgresClient
package import Rehearsal

/// What a statement was seen to do: its locks in `pg_locks` while its transaction is open, tables whose file is another
/// one afterwards, and what PostgreSQL says at DEBUG1 of indexes that it builds and tables that it reads through.
///
/// Relations go by their names before the statement, else by those after it: alone in schema public, else with the schema.
/// TOAST, temporary relations and those of the system are left out.
package struct ObservedStatement: Sendable {
  /// `orders AccessExclusiveLock`
  package var locks: Set<String> = []
  package var rewrites: Set<String> = []
  /// Without schemas, as the messages have them.
  package var builds: Set<String> = []
  package var verified: Set<String> = []
  /// Tables whose foreign key was validated, for each message one of these.
  package var validated: [Set<String>] = []

  /// What differs from what was said of the statement; nil when nothing does.
  package func difference(
    locks saidLocks: Set<String>, rewrites saidRewrites: Set<String>, scans: Set<String>, builds saidBuilds: Set<String>
  ) -> String? {
    var lines: [String] = []
    lines += locks.subtracting(saidLocks).sorted().map { "seen and not said: \($0)" }
    lines += saidLocks.subtracting(locks).sorted().map { "said and not seen: \($0)" }
    if rewrites != saidRewrites { lines.append("rewritten \(rewrites.sorted()), said \(saidRewrites.sorted())") }
    let built = Set(saidBuilds.map(Self.bare))
    if builds != built { lines.append("built \(builds.sorted()), said \(built.sorted())") }
    let scanned = Set(scans.map(Self.bare))
    let keyed = scanned.subtracting(verified)
    let agrees =
      verified.isSubset(of: scanned) && keyed.count <= validated.count
      && validated.allSatisfy { !$0.isDisjoint(with: scanned) }
      && keyed.isSubset(of: validated.reduce(into: []) { $0.formUnion($1) })
    if !agrees { lines.append("scanned \(verified.sorted()) and \(validated), said \(scanned.sorted())") }
    return lines.isEmpty ? nil : lines.joined(separator: "\n  ")
  }

  private static func bare(_ name: String) -> String { name.split(separator: ".").last.map(String.init) ?? name }
}

/// Runs statements and looks what they do. The server must be started with these `settings`.
package struct StatementObserver: Sendable {
  package static let settings = [
    "log_line_prefix": "'%d '", "timezone": "'UTC'",
    // There is no such standby: who asks for it waits at COMMIT, with its locks.
    "synchronous_standby_names": "'nobody'", "synchronous_commit": "local",
  ]

  /// What lets a session be seen that no lock makes wait: it stops before it commits, and VACUUM sleeps at each page.
  private static let slow = [
    "SET synchronous_commit = on", "SET vacuum_cost_delay = 100", "SET vacuum_cost_limit = 1",
  ]

  private let server: ThrowawayServer

  package init(_ server: ThrowawayServer) { self.server = server }

  /// A statement in a transaction that is rolled back.
  /// - Parameter setup: what stands before it, in the same session.
  package func observe(
    _ statement: String, after setup: [String] = [], in database: String
  ) async throws -> ObservedStatement {
    let connection = try await server.connect(to: database)
    for sql in setup { _ = try await connection.query(sql) }
    let before = try await Self.relations(connection)
    let start = try logSize()
    _ = try await connection.query("BEGIN")
    _ = try await connection.query("SET LOCAL log_min_messages = debug1")
    _ = try await connection.query(statement)
    _ = try await connection.query("SET LOCAL log_min_messages = warning")
    let locks = try await connection.query(Self.lockQuery + "l.pid = pg_backend_pid()").rows
    let after = try await Self.relations(connection)
    let keys = try await Self.keys(connection)
    _ = try await connection.query("ROLLBACK")
    return try observed(locks, before, after, keys, log: try log(from: start, of: database))
  }

  /// A statement that can not run in a transaction, in a session of its own: seen while it waits for an older
  /// transaction, which goes on only then, or, when it waits for none, before each of its own transactions commits.
  package func observeAlone(
    _ statement: String, after setup: [String] = [], in database: String
  ) async throws -> ObservedStatement {
    let connection = try await server.connect(to: database)
    for sql in setup { _ = try await connection.query(sql) }
    let before = try await Self.relations(connection)
    let words = statement.uppercased()
    if words.contains("DETACH") { return try await observeDetaching(statement, connection, before, in: database) }
    let start = try logSize()
    let watched = Watched(
      process: try await Self.process(of: connection), watcher: try await server.connect(to: database))
    if !words.contains("CONCURRENTLY") { for setting in Self.slow { _ = try await connection.query(setting) } }
    _ = try await connection.query("SET log_min_messages = debug1")
    let (locks, between): (Set<[String?]>, [String: Relation])
    if words.contains("CONCURRENTLY") {
      let old = try await server.connect(to: database)
      try await Self.hold(old, before.values.filter(\.isHeld).map(\.sql))
      let holder = try await Self.process(of: old)
      let running = Task { _ = try await connection.query(statement) }
      (locks, between) = try await watched.whileItWaits(for: holder)
      _ = try await old.query("ROLLBACK")
      try await running.value
    } else {
      let running = Task { _ = try await connection.query(statement) }
      (locks, between) = try await watched.whileItRuns()
      try await running.value
    }
    let after = try await Self.relations(connection)
    let names = before.merging(between) { known, _ in known }.merging(after) { known, _ in known }
    return try observed(Array(locks), names, after, [:], log: try log(from: start, of: database))
  }

  /// `DETACH PARTITION ... CONCURRENTLY` gives its locks back between its two transactions. Each of these is made to wait for
  /// the partition: the first for whoever changes it, the second for whoever reads it.
  private func observeDetaching(
    _ statement: String, _ connection: PostgresConnection, _ before: [String: Relation], in database: String
  ) async throws -> ObservedStatement {
    let (changer, reader) = (try await server.connect(to: database), try await server.connect(to: database))
    let words = statement.split(whereSeparator: \.isWhitespace)
    let partition = words.firstIndex { $0.uppercased() == "PARTITION" }.map { String(words[$0 + 1]) } ?? ""
    _ = try await reader.query("BEGIN")
    _ = try await reader.query("LOCK TABLE ONLY \(partition) IN ACCESS SHARE MODE")
    _ = try await changer.query("BEGIN")
    _ = try await changer.query("LOCK TABLE ONLY \(partition) IN SHARE UPDATE EXCLUSIVE MODE")
    let start = try logSize()
    let watched = Watched(
      process: try await Self.process(of: connection), watcher: try await server.connect(to: database))
    _ = try await connection.query("SET log_min_messages = debug1")
    let running = Task { _ = try await connection.query(statement) }
    var locks: Set<[String?]> = []
    for holder in [changer, reader] {
      locks.formUnion(try await watched.whileItWaits(for: try await Self.process(of: holder)).locks)
      _ = try await holder.query("ROLLBACK")
    }
    try await running.value
    let after = try await Self.relations(connection)
    return try observed(Array(locks), before, after, [:], log: try log(from: start, of: database))
  }

  private static func process(of connection: PostgresConnection) async throws -> String {
    try await connection.query("SELECT pg_backend_pid()").value ?? "0"
  }

  private static func hold(_ connection: PostgresConnection, _ tables: [String]) async throws {
    _ = try await connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ")
    for table in tables.sorted() { _ = try await connection.query("LOCK TABLE ONLY \(table) IN ACCESS SHARE MODE") }
    _ = try await connection.query("SELECT count(*) FROM pg_class")
  }
}

extension StatementObserver {
  struct Relation {
    var name: String
    var sql: String
    var file: String
    var isTable: Bool
    /// Whether LOCK TABLE takes it.
    var isHeld: Bool
    var isIndex: Bool
  }

  static let lockQuery = """
    SELECT DISTINCT l.relation::text, l.mode FROM pg_locks l WHERE l.locktype = 'relation'
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND\u{20}
    """

  static func relations(_ connection: PostgresConnection) async throws -> [String: Relation] {
    let rows = try await connection.query(
      """
      SELECT c.oid::text, CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END,
        format('%I.%I', n.nspname, c.relname), CASE WHEN c.relkind IN ('p', 'I') THEN 0 ELSE c.relfilenode END::text,
        c.relkind IN ('r', 'p', 'm'), c.relkind IN ('i', 'I'), c.relkind IN ('r', 'p')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      """
    ).rows
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let values = row.map { $0 ?? "" }
        return (
          values[0],
          Relation(
            name: values[1], sql: values[2], file: values[3], isTable: values[4] == "t", isHeld: values[6] == "t",
            isIndex: values[5] == "t")
        )
      })
  }

  /// The tables with rows that have a foreign key, by its name.
  private static func keys(_ connection: PostgresConnection) async throws -> [String: Set<String>] {
    let rows = try await connection.query(
      """
      SELECT k.conname, c.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      WHERE k.contype = 'f' AND c.relkind = 'r'
      """
    ).rows
    var keys: [String: Set<String>] = [:]
    for row in rows { keys[row[0] ?? "", default: []].insert(row[1] ?? "") }
    return keys
  }

  private func observed(
    _ locks: [[String?]], _ before: [String: Relation], _ after: [String: Relation], _ keys: [String: Set<String>],
    log: String
  ) throws -> ObservedStatement {
    var result = ObservedStatement()
    for lock in locks {
      guard let relation = before[lock[0] ?? ""] ?? after[lock[0] ?? ""] else { continue }
      result.locks.insert("\(relation.name) \(lock[1] ?? "")")
    }
    for (oid, relation) in after where relation.isTable {
      if let old = before[oid], old.file != relation.file { result.rewrites.insert(old.name) }
    }
    let known = Set((Array(before.values) + Array(after.values)).filter(\.isIndex).map { Self.bare($0.name) })
    for match in log.matches(of: #/building index "([^"]+)" on table/#) where known.contains(String(match.1)) {
      result.builds.insert(String(match.1))
    }
    for match in log.matches(of: #/verifying table "([^"]+)"/#) { result.verified.insert(String(match.1)) }
    for match in log.matches(of: #/validating foreign key constraint "([^"]+)"/#) {
      result.validated.append(keys[String(match.1)] ?? [])
    }
    return result
  }

  private static func bare(_ name: String) -> String { name.split(separator: ".").last.map(String.init) ?? name }

  private var logPath: String { "\(server.folder)/log" }

  private func logSize() throws -> UInt64 {
    let attributes = try FileManager.default.attributesOfItem(atPath: logPath)
    return (attributes[.size] as? NSNumber)?.uint64Value ?? 0
  }

  /// What one database's sessions said since.
  private func log(from start: UInt64, of database: String) throws -> String {
    guard let file = FileHandle(forReadingAtPath: logPath) else { return "" }
    defer { try? file.close() }
    try file.seek(toOffset: start)
    let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").filter { $0.hasPrefix(database + " ") }.joined(separator: "\n")
  }
}
