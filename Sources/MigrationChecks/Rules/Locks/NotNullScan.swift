import Checks
import StatementLocks
import Diagnostics
import SchemaModel

/// SET NOT NULL that has to read the table.
struct NotNullScan: StatementRule {
  let metadata = CheckMetadata(
    code: "not-null-scan", severity: .warning,
    summary: "SET NOT NULL reads the whole table under ACCESS EXCLUSIVE.",
    why: """
      It looks for a NULL in every row while nobody may read or write, and fails when it finds one. A validated check that says the \
      same spares it the scan.
      """,
    fix: "Add CHECK (column IS NOT NULL) NOT VALID, validate it in a migration of its own, then SET NOT NULL.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN note SET NOT NULL;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN note SET NOT NULL;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY, note text, CONSTRAINT note_there CHECK (note IS NOT NULL));
        """),
    sources: ["PostgreSQL manual: ALTER TABLE, SET NOT NULL"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    statement.changes.compactMap { table, change in
      guard case .setNotNull(let column) = change, statement.scans.contains(table) else { return nil }
      return finding(
        at: statement, on: table, column,
        "SET NOT NULL on \(table.display).\(column) reads every row under ACCESS EXCLUSIVE: reads and writes wait",
        evidence: facts.evidence([table], waiting: .accessExclusive), fix: fix(column, of: table, facts),
        severity: facts.severity([table]))
    }
  }

  private func fix(_ column: String, of table: ObjectName, _ facts: MigrationFacts) -> MigrationFix {
    guard facts.postgres >= 18 else { return .sql(lines: Safe.notNull(column, of: table)) }
    let name = String("\(table.name)_\(column)_not_null".prefix(63))
    return .sql(
      Safe.alter(table, "ADD CONSTRAINT \(Safe.name(name)) NOT NULL \(Safe.name(column)) NOT VALID"), Safe.next,
      Safe.validate(name, of: table))
  }
}
