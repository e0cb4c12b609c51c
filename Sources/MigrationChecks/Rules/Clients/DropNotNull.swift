import Checks
import PlanModel
import Diagnostics
import SchemaModel

/// DROP NOT NULL: readers that never met NULL will.
struct DropNotNull: StatementRule {
  let metadata = CheckMetadata(
    code: "drop-not-null", severity: .note,
    summary: "A column may be NULL from now on, and running applications may not expect it.",
    why: "Writers are not disturbed; what reads the column into a type without NULL fails at the first one.",
    fix: "Deploy an application that reads NULL first.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN note SET DEFAULT '';",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL DEFAULT '-');"),
    sources: ["PostgreSQL manual: ALTER TABLE, DROP NOT NULL"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    statement.changes.compactMap { table, change in
      guard case .dropNotNull(let column) = change, statement.isOld(table),
        statement.before.tables[table]?.columns[column]?.isNullable != true
      else { return nil }
      let readers = facts.queries(naming: column, of: table).filter { $0.shape?.isRead == true }.map(\.name.value)
      let shown = readers.isEmpty ? [] : ["read by \(readers.prefix(4).joined(separator: ", "))"]
      return finding(
        at: statement, on: table, column, "\(table.display).\(column) may be NULL from now on", evidence: shown,
        fix: .sql("-- after the deploy whose application reads NULL of \(column):", Safe.statement(statement.sql)))
    }
  }
}
