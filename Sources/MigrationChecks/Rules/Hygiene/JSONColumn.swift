import Checks
import Diagnostics
import SchemaModel

/// A new column of type json.
struct JSONColumn: StatementRule {
  let metadata = CheckMetadata(
    code: "json-column", severity: .warning,
    summary: "A column of type json is made, which has no equality and no index.",
    why:
      "json has no operator =: SELECT DISTINCT, GROUP BY and UNION of queries that run today fail once they meet the column.",
    fix: "Use jsonb. Changing it later writes the table anew.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN extra json;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN extra jsonb;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: 8.14 JSON Types"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    let names: [(ObjectName, [String])]
    switch statement.action {
    case .createTable(let table) where !statement.before.tables.contains(table.name):
      names = [(table.name, statement.after.tables[table.name]?.columns.names ?? [])]
    case .alterTable(let table, _, let changes):
      names = [(table, changes.compactMap { if case .addColumn(let column) = $0 { column.name } else { nil } })]
    default: return []
    }
    return names.flatMap { table, columns in
      columns.compactMap { column in
        guard let type = statement.addedColumn(column, of: table)?.type, type.name == "json", type.schema == nil else {
          return nil
        }
        return finding(
          at: statement, on: table, column, "\(table.display).\(column) is json, which can not be compared or indexed",
          fix: .words("make \(column) jsonb"))
      }
    }
  }
}
