import Checks
import Diagnostics
import SchemaModel

/// UPDATE or DELETE of a whole table.
struct WriteWithoutWhere: StatementRule {
  let metadata = CheckMetadata(
    code: "write-without-where", severity: .warning,
    summary: "UPDATE or DELETE writes every row of a table in one statement.",
    why: """
      Every row is locked until the statement commits, each UPDATE leaves a dead row behind, and replicas lag by as much as it writes.
      """,
    fix: "Write in batches by key range, each in a transaction of its own, with a condition that lets it be run again.",
    bad: CheckExample(
      .sql, "UPDATE orders SET source = 'web';", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, source text);"),
    good: CheckExample(
      .sql, "UPDATE orders SET source = 'web' WHERE id BETWEEN 1 AND 5000;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, source text);"),
    sources: ["PostgreSQL manual: UPDATE", "PostgreSQL manual: 25.1.2 Recovering Disk Space"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard case .write(let write) = statement.action, !write.isLimited, statement.isOld(write.table) else { return [] }
    let condition = Safe.keyRange(of: write.table, in: statement.before)
    return [
      finding(
        at: statement, on: write.table, nil,
        "\(write.kind.rawValue) without WHERE writes every row of \(write.table.display) in one transaction",
        evidence: facts.evidence([write.table]),
        fix: .sql(
          "-- in batches, each in a transaction of its own; fill in the range:", "\(statement.sql)",
          "  WHERE \(condition);"),
        severity: facts.severity([write.table]))
    ]
  }
}
