import Checks
import Diagnostics
import SchemaModel
import StatementLocks

/// A partition is attached or made while rows of it or of the default partition are read under a lock.
struct PartitionScan: StatementRule {
  let metadata = CheckMetadata(
    code: "partition-scan", severity: .warning,
    summary: "A partition is attached or made while its rows, or the default partition's, are read under a lock.",
    why: """
      PostgreSQL has to see that each row belongs where it is: it reads the attached table and the default partition under ACCESS \
      EXCLUSIVE. CREATE TABLE ... PARTITION OF also locks the parent against all use.
      """,
    fix:
      "Prove the bound by validated checks beforehand, then ATTACH, which then reads nothing and locks the parent lightly.",
    bad: CheckExample(
      .sql, "ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (10) TO (20);",
      baseline: """
        CREATE TABLE events (id bigint NOT NULL) PARTITION BY RANGE (id);
        CREATE TABLE events_2 (id bigint NOT NULL);
        """),
    good: CheckExample(
      .sql, "ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (10) TO (20);",
      baseline: """
        CREATE TABLE events (id bigint NOT NULL) PARTITION BY RANGE (id);
        CREATE TABLE events_2 (id bigint NOT NULL, CONSTRAINT bound CHECK (id IS NOT NULL AND id >= 10 AND id < 20));
        """),
    sources: ["PostgreSQL manual: 5.11.2.2 Partition Maintenance"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    switch statement.action {
    case .alterTable(let parent, _, let changes):
      return changes.compactMap { change in
        guard case .attach(let table, _) = change, !statement.scans.isEmpty else { return nil }
        return attached(table, to: parent, statement, facts)
      }
    case .createTable(let table):
      guard let parent = table.partitionOf, statement.isOld(parent),
        statement.blocked.contains(where: { $0.table == parent && $0.mode == .accessExclusive })
      else { return [] }
      return [created(table.name, of: parent, statement, facts)]
    default: return []
    }
  }

  private func attached(
    _ table: ObjectName, to parent: ObjectName, _ statement: JudgedStatement, _ facts: MigrationFacts
  ) -> Finding {
    let bound = statement.after.tables[table]?.partitionOf?.bound
    let own = statement.before.catalogTree(of: table)
    let condition = bound.flatMap { PartitionCondition.sql($0, of: parent, in: statement.before) }
    let checks = condition.map { condition in
      statement.scans.flatMap { scanned in
        let name = String("\(scanned.name)_bound".prefix(63))
        let check = own.contains(scanned) ? condition : "NOT (\(condition))"
        return [
          Safe.alter(scanned, "ADD CONSTRAINT \(Safe.name(name)) CHECK (\(check)) NOT VALID"), Safe.next,
          Safe.validate(name, of: scanned), Safe.next,
        ]
      }
    }
    let fix =
      checks.map { MigrationFix.sql(lines: $0 + [Safe.statement(statement.sql)]) }
      ?? .words(
        "no check spares the reading where the bound is not a range or list of one column: attach while few use "
          + "\(Safe.said(statement.scans)), with a short lock_timeout")
    return finding(
      at: statement, on: table, nil,
      "attaching \(table.display) to \(parent.display) reads \(Safe.said(statement.scans)) under ACCESS EXCLUSIVE: reads "
        + "and writes wait",
      evidence: facts.evidence(statement.scans, waiting: .accessExclusive),
      fix: fix, severity: facts.severity(statement.scans))
  }

  private func created(
    _ table: ObjectName, of parent: ObjectName, _ statement: JudgedStatement, _ facts: MigrationFacts
  ) -> Finding {
    let scanned = statement.scans.isEmpty ? "" : " and reads \(Safe.said(statement.scans))"
    let bound = statement.after.tables[table]?.partitionOf?.bound ?? "DEFAULT"
    return finding(
      at: statement, on: parent, table.name,
      "making partition \(table.display) takes \(statement.locksSaid)\(scanned): reads and writes of \(parent.display) wait",
      evidence: facts.evidence([parent] + statement.scans, waiting: .accessExclusive),
      fix: .sql(
        "CREATE TABLE \(Safe.name(table)) (LIKE \(Safe.name(parent)) INCLUDING DEFAULTS INCLUDING CONSTRAINTS);",
        Safe.alter(parent, "ATTACH PARTITION \(Safe.name(table)) \(bound)")),
      severity: statement.scans.isEmpty ? .note : facts.severity(statement.scans))
  }
}
