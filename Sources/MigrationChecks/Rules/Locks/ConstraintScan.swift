import Checks
import StatementLocks
import Diagnostics
import SQLWriting
import SchemaModel

/// A check or foreign key that is proved of all rows while its lock is held.
struct ConstraintScan: StatementRule {
  let metadata = CheckMetadata(
    code: "constraint-scan", severity: .warning,
    summary: "A constraint is proved of every row under the lock that adds it.",
    why: """
      Adding a check reads the whole table under ACCESS EXCLUSIVE; adding a foreign key reads it under SHARE ROW EXCLUSIVE on both \
      tables. Whoever comes meanwhile waits until the last row is read.
      """,
    fix: "Add it NOT VALID, which reads nothing, and VALIDATE it in a migration of its own, which blocks nobody.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0);",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);"),
    sources: ["PostgreSQL manual: ALTER TABLE, ADD table_constraint and VALIDATE CONSTRAINT"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard !statement.scans.isEmpty else { return [] }
    return statement.changes.flatMap { table, change -> [Finding] in
      switch change {
      case .addConstraint(let constraint): self.finding(constraint, on: table, statement, facts).map { [$0] } ?? []
      case .addColumn(let column):
        column.constraints.compactMap { constraint in
          // Every row of a new column is NULL, which refers to nothing.
          if constraint.kind == .foreignKey, !column.hasDefault { return nil }
          return self.finding(constraint, on: table, statement, facts)
        }
      default: []
      }
    }
  }

  private func finding(
    _ constraint: AddedConstraint, on table: ObjectName, _ statement: JudgedStatement, _ facts: MigrationFacts
  ) -> Finding? {
    guard !constraint.isNotValid, statement.isOld(table) else { return nil }
    switch constraint.kind {
    case .check:
      let check = statement.addedCheck(of: table, constraint.name)
      return finding(
        at: statement, on: table, check?.name,
        "\(check.map { "check \($0.name)" } ?? "the check") reads all of \(table.display) under "
          + "\(statement.strongest.words): \(statement.strongest.waiting)",
        evidence: facts.evidence([table], waiting: statement.strongest), fix: fix(check, on: table, statement),
        severity: facts.severity([table]))
    case .foreignKey:
      let key = statement.addedForeignKey(of: table, constraint.name)
      let target = key?.target ?? constraint.target
      let tables = [table, target].compactMap(\.self).filter(statement.isOld)
      return finding(
        at: statement, on: table, key?.name,
        "\(key.map { "foreign key \($0.name)" } ?? "the foreign key") is proved of every row under "
          + "\(statement.locksSaid): writes wait",
        evidence: facts.evidence(tables, waiting: .shareRowExclusive), fix: fix(key, on: table, statement),
        severity: facts.severity([table]))
    default: return nil
    }
  }

  private func fix(_ check: CheckConstraint?, on table: ObjectName, _ statement: JudgedStatement) -> MigrationFix {
    guard let check else { return plain(statement) }
    var open = check
    open.isValidated = false
    // A check that came with its column: the column first.
    let columns = statement.changes.compactMap { _, change -> String? in
      guard case .addColumn(let column) = change, column.constraints.contains(where: { $0.kind == .check }),
        let type = statement.addedColumn(column.name, of: table)?.type.sql
      else { return nil }
      return Safe.alter(table, "ADD COLUMN \(Safe.name(column.name)) \(type)")
    }
    return .sql(
      lines: columns + [
        Safe.alter(table, "ADD \(SQLWriter().checkDefinition(open))"), Safe.next, Safe.validate(check.name, of: table),
      ])
  }

  private func fix(_ key: ForeignKey?, on table: ObjectName, _ statement: JudgedStatement) -> MigrationFix {
    guard let key else { return plain(statement) }
    if statement.before.tables[table]?.partitionKey != nil {
      return .words(
        "PostgreSQL 17 and earlier refuse NOT VALID on a partitioned table: add the key to each partition "
          + "NOT VALID, validate those, then add it to \(table.display)")
    }
    var open = key
    open.isValidated = false
    return .sql(
      Safe.alter(table, "ADD \(SQLWriter().foreignKeyDefinition(open))"), Safe.next, Safe.validate(key.name, of: table))
  }

  private func plain(_ statement: JudgedStatement) -> MigrationFix {
    .words("add it NOT VALID, then ALTER TABLE ... VALIDATE CONSTRAINT in a migration of its own")
  }
}
