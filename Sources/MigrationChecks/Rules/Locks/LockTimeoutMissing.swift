import Checks
import PlanModel
import Diagnostics
import SchemaModel
import StatementLocks

/// A strong lock is asked for without lock_timeout, or with one that does not limit.
struct LockTimeoutMissing: MigrationRule {
  let metadata = CheckMetadata(
    code: "lock-timeout", severity: .warning,
    summary: "A lock that makes others wait is asked for without a useful lock_timeout.",
    why: """
      A statement that waits for its lock stands in the queue, and everybody who comes later stands behind it: one forgotten \
      transaction stops a table. lock_timeout gives up instead, and the migration is tried again.
      """,
    fix: "SET lock_timeout before the first such statement, and run the migration again when it gives up.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN note text;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "SET lock_timeout = '2s';\nALTER TABLE orders ADD COLUMN note text;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: 20.11.1 Statement Behavior, lock_timeout"])

  /// Longer than this, queries behind the waiting statement run into limits of their own.
  private let longest = 30_000.0

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    let asking = migration.statements.filter { !$0.blocked.isEmpty && !$0.isGenerated }
    let open = asking.filter { problem($0.lockTimeout) != nil }
    guard let first = open.first, let problem = problem(first.lockTimeout) else { return [] }
    let tables = open.flatMap { $0.blocked.map(\.table) }
    let isSetLater = migration.statements.contains { statement in
      if case .set(let setting) = statement.action, setting.name == "lock_timeout" {
        return statement.range.lowerBound > first.range.lowerBound
      }
      return false
    }
    let limit = facts.plan?.deployment?.lockTimeout.map { "'\($0.value.written)'" } ?? "'2s'"
    let isLocal = first.transaction != nil
    let later = isSetLater ? ["lock_timeout is set after this statement"] : []
    let more = open.count > 1 ? ["\(open.count - 1) more of this file do the same"] : []
    return [
      finding(
        at: first, on: first.blocked.first?.table, nil, "\(first.locksSaid) is asked for \(problem)",
        evidence: later + more + facts.evidence(first.blocked.map(\.table), waiting: first.strongest),
        fix: .sql("SET \(isLocal ? "LOCAL " : "")lock_timeout = \(limit);", Safe.statement(first.sql)),
        severity: tables.allSatisfy(facts.isSmall) ? .note : .warning)
    ]
  }

  private func problem(_ state: TimeoutState) -> String? {
    switch state {
    case .unset: "without lock_timeout"
    case .zero: "with lock_timeout 0, which waits without end"
    case .set(let milliseconds, let written): milliseconds > longest ? "with a lock_timeout of \(written)" : nil
    case .unknown: nil
    }
  }
}
