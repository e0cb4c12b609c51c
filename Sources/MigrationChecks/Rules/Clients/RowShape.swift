import Checks
import Diagnostics
import PlanModel
import SchemaModel

/// ADD COLUMN where declared queries take whole rows.
struct RowShape: StatementRule {
  let metadata = CheckMetadata(
    code: "row-shape", severity: .note,
    summary: "A column is added to a table of which declared queries take whole rows.",
    why: """
      SELECT * brings the new column to applications that do not know it; a prepared one fails with "cached plan must not change result \
      type" until its connection is made anew.
      """,
    fix: "Name the columns in these queries and deploy that first.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN note text;",
      plan: "queries:\n  - name: one order\n    sql: SELECT * FROM orders WHERE id = $1\n    rate: 5/s",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN note text;",
      plan: "queries:\n  - name: one order\n    sql: SELECT id FROM orders WHERE id = $1\n    rate: 5/s",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: PREPARE"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    statement.changes.compactMap { table, change in
      guard case .addColumn(let column) = change, statement.isOld(table),
        statement.before.tables[table]?.columns.contains(column.name) != true
      else { return nil }
      let readers = facts.queries(on: table).filter { $0.shape?.selectsAll == true }
      guard !readers.isEmpty else { return nil }
      let names = readers.prefix(4).map(\.name.value).joined(separator: ", ") + (readers.count > 4 ? " and more" : "")
      let columns = statement.before.tables[table]?.columns.names ?? []
      return finding(
        at: statement, on: table, column.name,
        "\(names) take\(readers.count == 1 ? "s" : "") whole rows of \(table.display), which get \(column.name)",
        fix: .words("name the columns in \(names): \(columns.joined(separator: ", "))"))
    }
  }
}
