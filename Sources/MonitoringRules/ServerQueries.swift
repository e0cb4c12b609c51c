import Diagnostics
import PlanModel
import SQLWriting

/// What is asked of the server as a whole. All of it runs on PostgreSQL 14 to 18; where a view has moved, the plan's
/// version decides.
enum ServerQueries {
  static func all(_ subject: MonitoringSubject) -> [MonitoringQuery] {
    [statements(subject), activity(subject), database, blocks, checkpoints(subject), log, archive, freeze, locks]
      .compactMap(\.self) + ((subject.plan.deployment?.replicas?.value ?? 0) > 0 ? [replication] : [])
  }

  /// The extension keeps the statement as it came, with numbered parameters for constants and its own spacing: each
  /// declared query is found by its words in their order.
  private static func statements(_ subject: MonitoringSubject) -> MonitoringQuery? {
    let known = subject.plan.queries.compactMap { query in query.sql.map { (query.name.value, $0.value) } }
    guard !known.isEmpty else { return nil }
    let rows = known.map { "(\(SQLLiteral.text($0.0)), \(SQLLiteral.text(StatementPattern.text($0.1))))" }
    return MonitoringQuery(
      name: "statement",
      sql: """
        SELECT d.query, coalesce(sum(s.calls), 0) AS calls, coalesce(sum(s.total_exec_time), 0) / 1000 AS seconds
        FROM (VALUES
          \(rows.joined(separator: ",\n  "))
        ) AS d (query, pattern)
        LEFT JOIN pg_stat_statements s ON s.query LIKE d.pattern
          AND s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        GROUP BY d.query
        """,
      labels: ["query"],
      metrics: [
        .init(column: "calls", kind: .counter, help: "Runs of a declared query"),
        .init(column: "seconds", kind: .counter, help: "Seconds a declared query has run"),
      ], needs: "pg_stat_statements")
  }

  private static func activity(_ subject: MonitoringSubject) -> MonitoringQuery {
    let slow = subject.plan.monitoring?.slow.map { Int(($0.value.value * 1000).rounded()) } ?? 1000
    return MonitoringQuery(
      name: "activity",
      sql: """
        SELECT count(*) AS open, count(*) FILTER (WHERE state <> 'idle') AS busy,
          count(*) FILTER (WHERE state = 'active' AND now() - query_start > interval '\(slow) milliseconds') AS slow,
          coalesce(max(extract(epoch FROM now() - xact_start)), 0) AS transaction_seconds,
          coalesce(max(extract(epoch FROM now() - state_change)) FILTER (WHERE state LIKE 'idle in transaction%'), 0)
            AS idle_seconds
        FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
        """,
      metrics: [
        .init(column: "open", kind: .gauge, help: "Connections of clients"),
        .init(column: "busy", kind: .gauge, help: "Connections that are not idle"),
        .init(column: "slow", kind: .gauge, help: "Statements running for more than \(slow) ms"),
        .init(column: "transaction_seconds", kind: .gauge, help: "Age of the oldest transaction"),
        .init(column: "idle_seconds", kind: .gauge, help: "Longest idle time within a transaction"),
      ])
  }

  private static let database = MonitoringQuery(
    name: "database",
    sql: """
      SELECT temp_bytes, deadlocks, blks_hit AS hits, blks_read AS reads
      FROM pg_stat_database
      WHERE datname = current_database()
      """,
    metrics: [
      .init(column: "temp_bytes", kind: .counter, help: "Bytes of temporary files"),
      .init(column: "deadlocks", kind: .counter, help: "Deadlocks"),
      .init(column: "hits", kind: .counter, help: "Pages found in shared_buffers"),
      .init(column: "reads", kind: .counter, help: "Pages asked of the operating system"),
    ])

  private static let blocks = MonitoringQuery(
    name: "index",
    sql: """
      SELECT coalesce(sum(idx_blks_hit), 0) AS hits, coalesce(sum(idx_blks_read), 0) AS reads
      FROM pg_statio_user_tables
      """,
    metrics: [
      .init(column: "hits", kind: .counter, help: "Index pages found in shared_buffers"),
      .init(column: "reads", kind: .counter, help: "Index pages asked of the operating system"),
    ])

  /// Since PostgreSQL 17 checkpoints are counted in a view of their own (release notes of 17).
  private static func checkpoints(_ subject: MonitoringSubject) -> MonitoringQuery {
    let isMoved = (subject.plan.stack.postgres?.value ?? 15) >= 17
    return MonitoringQuery(
      name: "checkpoint",
      sql: isMoved
        ? "SELECT num_timed AS timed, num_requested AS requested\nFROM pg_stat_checkpointer"
        : "SELECT checkpoints_timed AS timed, checkpoints_req AS requested\nFROM pg_stat_bgwriter",
      metrics: [
        .init(column: "timed", kind: .counter, help: "Checkpoints that were due"),
        .init(column: "requested", kind: .counter, help: "Checkpoints because max_wal_size was reached or asked for"),
      ])
  }

  private static let log = MonitoringQuery(
    name: "wal",
    sql: """
      SELECT pg_wal_lsn_diff(
        CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, '0/0') AS bytes
      """,
    metrics: [.init(column: "bytes", kind: .counter, help: "Bytes of the write-ahead log")])

  private static let archive = MonitoringQuery(
    name: "archive",
    sql: """
      SELECT extract(epoch FROM now() - coalesce(last_archived_time, pg_postmaster_start_time())) AS age_seconds,
        failed_count AS failed
      FROM pg_stat_archiver
      """,
    metrics: [
      .init(column: "age_seconds", kind: .gauge, help: "Time since a log segment was archived"),
      .init(column: "failed", kind: .counter, help: "Attempts to archive that failed"),
    ])

  private static let freeze = MonitoringQuery(
    name: "freeze", sql: "SELECT max(age(datfrozenxid)) AS age\nFROM pg_database",
    metrics: [.init(column: "age", kind: .gauge, help: "Age of the oldest transaction id that is not frozen")])

  private static let locks = MonitoringQuery(
    name: "lock",
    sql: """
      SELECT count(*) AS waiting, coalesce(max(extract(epoch FROM clock_timestamp() - waitstart)), 0) AS seconds
      FROM pg_locks
      WHERE NOT granted
      """,
    metrics: [
      .init(column: "waiting", kind: .gauge, help: "Locks that are waited for"),
      .init(column: "seconds", kind: .gauge, help: "Longest wait for a lock"),
    ])

  private static let replication = MonitoringQuery(
    name: "replication",
    sql: """
      SELECT count(*) AS replicas, coalesce(max(extract(epoch FROM replay_lag)), 0) AS lag_seconds
      FROM pg_stat_replication
      """,
    metrics: [
      .init(column: "replicas", kind: .gauge, help: "Replicas that are connected"),
      .init(column: "lag_seconds", kind: .gauge, help: "Time until a commit shows on the slowest replica"),
    ])
}

/// A statement as a pattern of LIKE that finds it among those that pg_stat_statements keeps: constants and parameters
/// are numbered there, and spacing does not count.
enum StatementPattern {
  static func text(_ sql: String) -> String {
    var result = ""
    var rest = Array(sql.unicodeScalars)[...]
    func gap() { if !result.hasSuffix("%") { result += "%" } }
    while let first = rest.first {
      switch first {
      case _ where first.properties.isWhitespace || first == ";":
        rest = rest.dropFirst()
        gap()
      case "'":
        rest = Self.afterString(rest)
        gap()
      case "-" where rest.dropFirst().first == "-":
        rest = rest.drop { $0 != "\n" }
        gap()
      case "$":
        rest = rest.dropFirst().drop { $0.properties.numericType != nil }
        gap()
      case _ where first.properties.numericType != nil && !(result.unicodeScalars.last.map(Self.isWord) ?? false):
        rest = rest.drop { $0.properties.numericType != nil || $0 == "." }
        gap()
      case "%", "_", "\\":
        result += "\\"
        result.unicodeScalars.append(first)
        rest = rest.dropFirst()
      default:
        result.unicodeScalars.append(first)
        rest = rest.dropFirst()
      }
    }
    while result.hasPrefix("%") { result.removeFirst() }
    if !result.hasSuffix("%") { result += "%" }
    return result
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Doubled quotes within belong to it.
  private static func afterString(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var rest = text.dropFirst()
    while let next = rest.first {
      rest = rest.dropFirst()
      guard next == "'" else { continue }
      guard rest.first == "'" else { return rest }
      rest = rest.dropFirst()
    }
    return rest
  }
}
