import Checks
import Diagnostics
import SchemaModel

/// A rule that rows in the table may break: the migration fails at the first of them.
struct UncheckedRows: MigrationRule {
  let metadata = CheckMetadata(
    code: "unchecked-rows", severity: .note,
    summary: "A migration fails when rows that are there break its new rule.",
    why: """
      NOT NULL meets a NULL, a unique index meets duplicates, VALIDATE meets a row that breaks its constraint: the statement fails on the \
      day of the deploy, after having read the table.
      """,
    fix: "Count such rows before the deploy, mend them, then migrate.",
    bad: CheckExample(
      .sql, "CREATE UNIQUE INDEX CONCURRENTLY orders_number ON orders (number);",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, number text);"),
    good: CheckExample(
      .sql, "CREATE INDEX CONCURRENTLY orders_number ON orders (number);",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, number text);"),
    sources: ["PostgreSQL manual: ALTER TABLE, SET NOT NULL", "PostgreSQL manual: CREATE INDEX, UNIQUE"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.statements.flatMap { findings(at: $0, in: migration, facts) }
  }

  private func findings(
    at statement: JudgedStatement, in migration: JudgedMigration, _ facts: MigrationFacts
  ) -> [Finding] {
    if case .createIndex(let index) = statement.action, index.isUnique, statement.isOld(index.table) {
      return duplicates(
        statement.addedIndex(of: index.table)?.columnNames, on: index.table, index.name, statement, migration,
        facts)
    }
    return statement.changes.flatMap { table, change -> [Finding] in
      guard statement.isOld(table) else { return [] }
      switch change {
      case .setNotNull(let column) where statement.scans.contains(table):
        return [
          finding(
            at: statement, on: table, column, "SET NOT NULL fails when \(table.display).\(column) is NULL somewhere",
            evidence: facts.evidence([table]),
            fix: .sql("SELECT count(*) FROM \(Safe.name(table)) WHERE \(Safe.name(column)) IS NULL;"))
        ]
      case .addConstraint(let constraint)
      where [.unique, .primaryKey].contains(constraint.kind) && !constraint.usesIndex:
        return duplicates(constraint.columns, on: table, constraint.name, statement, migration, facts)
      default: return []
      }
    }
  }

  private func duplicates(
    _ columns: [String]?, on table: ObjectName, _ name: String?, _ statement: JudgedStatement,
    _ migration: JudgedMigration,
    _ facts: MigrationFacts
  ) -> [Finding] {
    guard let columns, !columns.isEmpty, let known = statement.before.tables[table], !known.isUnique(columns) else {
      return []
    }
    // A column that the migration adds is NULL in every row, and NULLs are not alike.
    let isEmpty = columns.contains { column in
      migration.before.tables[table]?.columns.contains(column) == false
        && known.columns[column]?.defaultExpression == nil && known.columns[column]?.isNullable == true
    }
    if isEmpty { return [] }
    let list = Safe.list(columns)
    return [
      finding(
        at: statement, on: table, name,
        "the unique index on \(table.display) (\(columns.joined(separator: ", "))) fails when two rows are alike",
        evidence: facts.evidence([table]),
        fix: .sql("SELECT \(list), count(*) FROM \(Safe.name(table)) GROUP BY \(list) HAVING count(*) > 1;"))
    ]
  }
}
