import Checks
import Diagnostics
import SchemaModel
import StatementLocks

/// No statement_timeout where a statement works under a lock; one that ends work which has to take long.
struct StatementTimeoutMissing: MigrationRule {
  let metadata = CheckMetadata(
    code: "statement-timeout", severity: .note,
    summary: "statement_timeout is not set before a lock is taken, or would end a validation half-way.",
    why: """
      lock_timeout limits the wait, statement_timeout how long the lock is held once it is there. What reads a whole table without \
      blocking anybody has to be allowed its time: ended by the limit, it starts from the beginning.
      """,
    fix: "Set statement_timeout to seconds for changes of the catalog, to 0 for VALIDATE and CONCURRENTLY.",
    bad: CheckExample(
      .sql, "SET lock_timeout = '2s';\nALTER TABLE orders ADD COLUMN note text;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "SET lock_timeout = '2s';\nSET statement_timeout = '10s';\nALTER TABLE orders ADD COLUMN note text;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: 20.11.1 Statement Behavior, statement_timeout"])

  /// Under this, a scan of a table with many rows is likely to be ended.
  private let shortest = 60_000.0

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    var found: [Finding] = []
    let unset = migration.statements.first {
      !$0.blocked.isEmpty && !$0.isGenerated && $0.statementTimeout == .unset
        && !$0.blocked.map(\.table).allSatisfy(facts.isSmall)
    }
    if let unset {
      let isLocal = unset.transaction != nil
      found.append(
        finding(
          at: unset, on: unset.blocked.first?.table, nil,
          "\(unset.locksSaid) is taken without statement_timeout: nothing limits how long it is held",
          evidence: facts.evidence(unset.blocked.map(\.table)),
          fix: .sql("SET \(isLocal ? "LOCAL " : "")statement_timeout = '10s';", Safe.statement(unset.sql))))
    }
    for statement in migration.statements {
      guard case .set(let limit, let written) = statement.statementTimeout, limit < shortest,
        let (table, object, words) = longWork(statement), !facts.isSmall(table)
      else { continue }
      found.append(
        finding(
          at: statement, on: table, object, "\(words) is ended by statement_timeout after \(written)",
          evidence: facts.evidence([table]),
          fix: .sql(
            "SET \(statement.transaction == nil ? "" : "LOCAL ")statement_timeout = 0;", Safe.statement(statement.sql)),
          severity: .warning))
    }
    return found
  }

  /// What reads a table without blocking anybody.
  private func longWork(_ statement: JudgedStatement) -> (ObjectName, String?, String)? {
    switch statement.action {
    case .createIndex(let index) where index.isConcurrent && statement.isOld(index.table):
      return (index.table, index.name, "building \(index.name ?? "the index") of \(index.table.display)")
    case .reindex("TABLE", let table, isConcurrent: true): return (table, nil, "REINDEX of \(table.display)")
    // What is proven already is not read again.
    case .alterTable(let table, _, let changes) where statement.isOld(table) && !statement.scans.isEmpty:
      let names = changes.compactMap { if case .validate(let name) = $0 { name } else { nil } }
      return names.first.map { (table, $0, "VALIDATE CONSTRAINT \($0) of \(table.display)") }
    default: return nil
    }
  }
}
