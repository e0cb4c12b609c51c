import Checks
import Diagnostics
import SchemaModel

/// A change of type or drop of a column that a view reads: PostgreSQL refuses it.
struct TypeUnderView: StatementRule {
  let metadata = CheckMetadata(
    code: "column-in-view", severity: .error,
    summary: "A column that a view reads is dropped or changes its type: PostgreSQL refuses it.",
    why: """
      A view keeps the columns that it was made of. ALTER COLUMN TYPE fails with 0A000 and DROP COLUMN without CASCADE with 2BP01; \
      CASCADE drops the view with its grants.
      """,
    fix: "Drop the view, change the table and make the view again with its options and grants, in one transaction.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN code TYPE text;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY, code varchar(20));
        CREATE VIEW codes AS SELECT code FROM orders;
        """),
    good: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN code TYPE text;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY, code varchar(20), note text);
        CREATE VIEW notes AS SELECT note FROM orders;
        """),
    sources: ["PostgreSQL manual: ALTER TABLE, SET DATA TYPE", "PostgreSQL manual: DROP VIEW"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    statement.changes.compactMap { table, change in
      let column: String
      switch change {
      case .setType(let name), .dropColumn(let name): column = name
      default: return nil
      }
      if statement.sql.lowercased().contains("cascade") { return nil }
      let views = statement.before.views.filter { view in
        ViewColumns.reads(column, of: table, in: view, statement.before)
      }
      guard !views.isEmpty else { return nil }
      let names = views.map { Safe.name($0.name) }
      return finding(
        at: statement, on: table, column,
        "\(Safe.said(views.map(\.name))) reads \(table.display).\(column): PostgreSQL refuses the statement",
        fix: .sql(
          lines: ["BEGIN;"] + names.map { "DROP VIEW \($0);" } + [Safe.statement(statement.sql)]
            + views.map { "CREATE VIEW \(Safe.name($0.name))\(options($0)) AS \($0.query);" } + ["COMMIT;"]))
    }
  }

  private func options(_ view: View) -> String {
    guard !view.options.isEmpty else { return "" }
    let list = view.options.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    return " WITH (\(list.joined(separator: ", ")))"
  }
}
