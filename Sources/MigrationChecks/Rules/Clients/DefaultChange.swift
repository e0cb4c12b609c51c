import Checks
import PlanModel
import Diagnostics
import SchemaModel

/// DROP DEFAULT, and SET DEFAULT on which running applications may rely.
struct DefaultChange: MigrationRule {
  let metadata = CheckMetadata(
    code: "default-change", severity: .note,
    summary: "A column that must have a value loses its default.",
    why: "An application that leaves the column out of its INSERT relied on the default; from COMMIT on it is refused.",
    fix: "Deploy an application that sends the value first.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN state DROP DEFAULT;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL DEFAULT 'new');"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'open';",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL DEFAULT 'new');"),
    sources: ["PostgreSQL manual: ALTER TABLE, SET/DROP DEFAULT"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.statements.flatMap { findings(at: $0, in: migration, facts) }
  }

  private func findings(
    at statement: JudgedStatement, in migration: JudgedMigration, _ facts: MigrationFacts
  ) -> [Finding] {
    statement.changes.compactMap { table, change in
      guard case .dropDefault(let column) = change, statement.isOld(table) else { return nil }
      let before = statement.before.tables[table]?.columns[column]
      guard before?.defaultExpression != nil || before == nil, before?.isNullable != true else { return nil }
      // A change of type may need the default out of the way; it comes back in the same migration.
      if migration.after.tables[table]?.columns[column].map({ $0.defaultExpression == nil }) != true { return nil }
      let writers =
        facts.plan?.queries.filter { query in
          query.shape?.kind == .insert && query.shape?.relations.contains { $0.name == table && $0.isWritten } == true
            && query.shape?.columnsWritten.contains { $0.table == table && $0.column == column } == false
        }.map(\.name.value) ?? []
      let shown = writers.isEmpty ? [] : ["inserts without it: \(writers.prefix(4).joined(separator: ", "))"]
      return finding(
        at: statement, on: table, column, "\(table.display).\(column) must have a value and loses its default",
        evidence: shown,
        fix: .sql("-- after the deploy whose application sends \(column):", Safe.statement(statement.sql)),
        severity: writers.isEmpty ? .note : .error)
    }
  }
}
