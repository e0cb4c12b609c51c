import Checks
import Diagnostics
import SchemaModel

/// Several ALTER TABLE of one table in a transaction, each of which goes through all its rows.
struct SplitAlterTable: MigrationRule {
  let metadata = CheckMetadata(
    code: "split-alter-table", severity: .warning,
    summary: "A table is gone through more than once where one ALTER TABLE would do it all.",
    why: "PostgreSQL makes all changes of one ALTER TABLE in one pass; statements of their own are a pass each.",
    fix: "Put the changes into one ALTER TABLE, separated by commas.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN a TYPE bigint;\nALTER TABLE orders ALTER COLUMN b TYPE bigint;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN a TYPE bigint, ALTER COLUMN b TYPE bigint;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int);"),
    sources: ["PostgreSQL manual: ALTER TABLE, Description"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    var earlier: [ObjectName: JudgedStatement] = [:]
    return migration.statements.compactMap { statement in
      guard case .alterTable(let table, _, let changes) = statement.action, !facts.isSmall(table),
        statement.rewrites.contains(table)
          || (statement.scans.contains(table) && !changes.contains(where: isValidation)
            && !changes.allSatisfy(isForeignKey))
      else { return nil }
      guard let first = earlier[table] else {
        earlier[table] = statement
        return nil
      }
      return finding(
        at: statement, on: table, nil,
        "\(table.display) is gone through again after line \(first.span.line); one ALTER TABLE does both in one pass",
        evidence: facts.evidence([table]),
        fix: .sql("\(first.sql),", "  \(actions(of: statement.sql));"))
    }
  }

  /// Each is proved by a query of its own: together they take no pass less.
  private func isForeignKey(_ change: TableChange) -> Bool {
    if case .addConstraint(let constraint) = change { constraint.kind == .foreignKey } else { false }
  }

  private func isValidation(_ change: TableChange) -> Bool { if case .validate = change { true } else { false } }

  /// The text behind `ALTER TABLE [ONLY] [IF EXISTS] name`.
  private func actions(of sql: String) -> Substring {
    guard let table = Safe.firstWord("table", in: sql) else { return sql[...] }
    let rest = String(sql[table.upperBound...])
    let begin = ["alter", "add", "drop", "set"].compactMap { Safe.firstWord($0, in: rest)?.lowerBound }.min()
    return begin.map { rest[$0...] } ?? sql[...]
  }
}
