import Checks
import Diagnostics
import SQLWriting
import SchemaModel

/// ADD COLUMN ... NOT NULL without a value for the rows that are there.
struct RequiredColumn: MigrationRule {
  let metadata = CheckMetadata(
    code: "required-column", severity: .error,
    summary: "A column is added NOT NULL without a value for the rows that are there.",
    why: """
      PostgreSQL refuses it as soon as the table has a row; and where it has none yet, the application that runs now does not know the \
      column and can not insert any more.
      """,
    fix: "Give it a constant default, or add it nullable, fill it in batches and set NOT NULL by way of a check.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN source text NOT NULL;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN source text NOT NULL DEFAULT 'web';",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: ALTER TABLE, ADD COLUMN"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    var emptied: Set<ObjectName> = []
    return migration.statements.flatMap { statement -> [Finding] in
      switch statement.action {
      case .truncate(let tables, _): emptied.formUnion(tables)
      case .write(let write) where write.kind == .delete && !write.isLimited: emptied.insert(write.table)
      default: break
      }
      return findings(at: statement, facts).filter { $0.table.map { !emptied.contains($0) } ?? true }
    }
  }

  private func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    statement.changes.compactMap { table, change in
      guard case .addColumn(let column) = change, column.isNotNull, statement.isOld(table), !isFilled(column),
        statement.addedColumn(column.name, of: table)?.defaultExpression == nil
      else { return nil }
      let type = statement.addedColumn(column.name, of: table)?.type.sql ?? "..."
      return finding(
        at: statement, on: table, column.name,
        "\(table.display).\(column.name) is added NOT NULL without a default: PostgreSQL refuses it when there is a row",
        evidence: facts.evidence([table]),
        fix: .sql(
          lines: [Safe.alter(table, "ADD COLUMN \(Safe.name(column.name)) \(type)"), "-- fill it in batches; then:"]
            + Safe.notNull(column.name, of: table)))
    }
  }

  private func isFilled(_ column: AddedColumn) -> Bool {
    column.hasDefault || column.isSerial || column.isIdentity || column.isGenerated
  }
}
