import Checks
import Diagnostics
import SchemaModel
import StatementLocks

/// DETACH PARTITION that locks the parent, or whose CONCURRENTLY PostgreSQL refuses.
struct PartitionDetach: StatementRule {
  let metadata = CheckMetadata(
    code: "partition-detach", severity: .warning,
    summary: "DETACH PARTITION locks the parent against all use, or asks for CONCURRENTLY where that is refused.",
    why: """
      Plain DETACH takes ACCESS EXCLUSIVE on the parent and all that hangs on the default partition. CONCURRENTLY (14 and later) does not, \
      but PostgreSQL refuses it as long as the table has a default partition.
      """,
    fix: "DETACH PARTITION ... CONCURRENTLY; with a default partition plain DETACH under a short lock_timeout.",
    bad: CheckExample(
      .sql, "ALTER TABLE events DETACH PARTITION events_1;",
      baseline: """
        CREATE TABLE events (id bigint NOT NULL) PARTITION BY RANGE (id);
        CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
        """),
    good: CheckExample(
      .sql, "ALTER TABLE events DETACH PARTITION events_1 CONCURRENTLY;",
      baseline: """
        CREATE TABLE events (id bigint NOT NULL) PARTITION BY RANGE (id);
        CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
        """),
    sources: ["PostgreSQL manual: ALTER TABLE, DETACH PARTITION"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    statement.changes.compactMap { parent, change in
      guard case .detach(let table, let isConcurrent) = change, statement.isOld(parent) else { return nil }
      let fallback = statement.before.tables.first {
        $0.partitionOf?.parent == parent && $0.partitionOf?.bound.uppercased() == "DEFAULT"
      }
      let plain = Safe.alter(parent, "DETACH PARTITION \(Safe.name(table))")
      if isConcurrent {
        guard let fallback else { return nil }
        return finding(
          at: statement, on: parent, table.name,
          "PostgreSQL refuses CONCURRENTLY: \(parent.display) has the default partition \(fallback.name.display)",
          fix: .sql("SET lock_timeout = '1s';", plain), severity: .error)
      }
      guard facts.postgres >= 14 else { return nil }
      if fallback != nil, statement.lockTimeout.isLimited { return nil }
      return finding(
        at: statement, on: parent, table.name,
        "detaching \(table.display) takes \(statement.locksSaid.isEmpty ? "ACCESS EXCLUSIVE" : statement.locksSaid): "
          + "reads and writes wait",
        evidence: facts.evidence([parent], waiting: .accessExclusive),
        fix: fallback == nil
          ? .sql(Safe.alter(parent, "DETACH PARTITION \(Safe.name(table)) CONCURRENTLY"))
          : .sql("SET lock_timeout = '1s';", plain),
        severity: facts.severity([parent]))
    }
  }
}
