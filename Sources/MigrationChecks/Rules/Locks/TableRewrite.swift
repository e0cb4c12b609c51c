import Checks
import StatementLocks
import Diagnostics
import SchemaModel

/// VACUUM FULL, CLUSTER and changes of where or how a table is stored.
struct TableRewrite: StatementRule {
  let metadata = CheckMetadata(
    code: "table-rewrite", severity: .warning,
    summary: "A statement writes a whole table anew under ACCESS EXCLUSIVE.",
    why: """
      VACUUM FULL, CLUSTER, SET LOGGED, SET TABLESPACE and SET ACCESS METHOD copy the table with all indexes while nobody may read it, and \
      need room for both copies.
      """,
    fix: "Use pg_repack or pg_squeeze, which copy beside the table in use; plain VACUUM frees room for reuse.",
    bad: CheckExample(.sql, "VACUUM FULL orders;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(.sql, "VACUUM orders;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: VACUUM", "PostgreSQL manual: CLUSTER"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    switch statement.action {
    case .vacuum(let tables, isFull: true):
      if tables.isEmpty { return [finding("VACUUM FULL", of: nil, statement, facts)] }
      return tables.filter(statement.isOld).map { finding("VACUUM FULL", of: $0, statement, facts) }
    case .cluster(let table):
      if let table, !statement.isOld(table) { return [] }
      return [finding("CLUSTER", of: table, statement, facts)]
    case .alterTable(let table, _, let changes) where statement.isOld(table):
      return changes.compactMap { change in
        guard case .rewrite(let words) = change else { return nil }
        return finding(words, of: table, statement, facts)
      }
    default: return []
    }
  }

  private func finding(
    _ words: String, of table: ObjectName?, _ statement: JudgedStatement, _ facts: MigrationFacts
  ) -> Finding {
    let tables = table.map { [$0] } ?? []
    let place = table?.display ?? "every table"
    let newer = facts.postgres >= 19 ? "REPACK (CONCURRENTLY) \(table.map { Safe.name($0) } ?? "");" : nil
    return finding(
      at: statement, on: table, nil,
      "\(words) writes \(place) anew under ACCESS EXCLUSIVE: reads and writes wait until it is copied",
      evidence: facts.evidence(tables, waiting: .accessExclusive),
      fix: newer.map { .sql($0) }
        ?? .words(
          "run pg_repack\(table.map { " --table \(Safe.name($0))" } ?? "") outside the migration, or take a window"),
      severity: facts.severity(tables))
  }
}
