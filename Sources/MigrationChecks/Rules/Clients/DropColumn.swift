import Checks
import Diagnostics
import SchemaModel

/// DROP COLUMN while an application that knows the column still runs.
struct DropColumn: StatementRule {
  let metadata = CheckMetadata(
    code: "drop-column", severity: .warning,
    summary: "A column is dropped that running applications may still read or write.",
    why: """
      From COMMIT on every statement that names the column fails, and so does what an ORM has loaded of the table's shape. The values are \
      gone; a way back can not bring them.
      """,
    fix: "Drop it in the contract phase: at least one deploy after the last application that reads or writes it.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders DROP COLUMN note;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"),
    sources: ["PostgreSQL manual: ALTER TABLE, DROP COLUMN"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    statement.changes.compactMap { table, change in
      guard case .dropColumn(let column) = change, statement.isOld(table) else { return nil }
      if let known = statement.before.tables[table], !known.columns.contains(column) { return nil }
      let users = facts.users(of: column, in: table)
      let isRequired = statement.before.tables[table]?.columns[column].map {
        !$0.isNullable && $0.defaultExpression == nil
      }
      // Applications that no longer know the column must be able to insert before it goes.
      let before = isRequired == true ? [Safe.alter(table, "ALTER COLUMN \(Safe.name(column)) DROP NOT NULL")] : []
      return finding(
        at: statement, on: table, column, "\(table.display).\(column) goes with its values",
        evidence: users + facts.evidence([table]),
        fix: .sql(
          lines: before + [
            "-- after the deploy whose application names \(column) nowhere:", Safe.statement(statement.sql),
          ]),
        severity: facts.breaks(users, else: .warning))
    }
  }
}
