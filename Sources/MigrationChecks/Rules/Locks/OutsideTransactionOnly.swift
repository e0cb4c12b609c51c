import Checks
import StatementLocks
import Diagnostics
import SchemaModel

/// A statement that PostgreSQL refuses within a transaction.
struct OutsideTransactionOnly: StatementRule {
  let metadata = CheckMetadata(
    code: "refused-in-transaction", severity: .error,
    summary: "A statement that can not run in a transaction stands in one.",
    why: """
      CONCURRENTLY commits in between to let others go on, and VACUUM does the same: PostgreSQL refuses them in a transaction \
      (25001). Most migration tools open one around each file.
      """,
    fix: "Give the statement a migration of its own and tell the tool to run it without a transaction.",
    bad: CheckExample(
      .sql, "BEGIN;\nCREATE INDEX CONCURRENTLY orders_placed ON orders (placed_at);\nCOMMIT;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);"),
    good: CheckExample(
      .sql, "CREATE INDEX CONCURRENTLY orders_placed ON orders (placed_at);",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);"),
    sources: ["PostgreSQL manual: CREATE INDEX", "PostgreSQL manual: Appendix A, 25001"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard statement.transaction != nil, let words = refused(statement) else { return [] }
    return [
      finding(
        at: statement, on: table(of: statement), nil, "\(words) can not run inside a transaction",
        evidence: [statement.transactionWords],
        fix: .sql(
          "-- alone in a migration that runs without a transaction:", Safe.statement(statement.sql)))
    ]
  }

  private func refused(_ statement: JudgedStatement) -> String? {
    switch statement.action {
    case .createIndex(let index) where index.isConcurrent: return "CREATE INDEX CONCURRENTLY"
    case .dropIndex(_, isConcurrent: true): return "DROP INDEX CONCURRENTLY"
    case .reindex(let kind, _, let isConcurrent):
      if isConcurrent { return "REINDEX CONCURRENTLY" }
      return kind == "DATABASE" ? "REINDEX of a schema or database" : nil
    case .vacuum: return "VACUUM"
    case .cluster(nil): return "CLUSTER of all tables"
    case .createDatabase: return "CREATE or DROP DATABASE"
    case .alterTable(_, _, let changes):
      let detaches = changes.contains { if case .detach(_, isConcurrent: true) = $0 { true } else { false } }
      return detaches ? "DETACH PARTITION CONCURRENTLY" : nil
    default: return statement.effect.isTransactional ? nil : "this statement"
    }
  }

  private func table(of statement: JudgedStatement) -> ObjectName? {
    switch statement.action {
    case .createIndex(let index): index.table
    case .alterTable(let table, _, _): table
    default: nil
    }
  }
}
