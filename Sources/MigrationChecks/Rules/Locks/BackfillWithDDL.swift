import Checks
import Diagnostics
import SchemaModel

/// Rows of a table in use are written in a transaction that changes the schema, or all at once.
struct BackfillWithDDL: MigrationRule {
  let metadata = CheckMetadata(
    code: "backfill-with-ddl", severity: .warning,
    summary: "Rows are filled in the transaction that changes the schema.",
    why: """
      The change holds its lock until the last row is written, and the rows stay locked until COMMIT. If it fails near the end, everything \
      is undone and the dead rows stay.
      """,
    fix: "Fill rows after the change is committed, in batches by key range, each in a transaction of its own.",
    bad: CheckExample(
      .sql,
      "BEGIN;\nALTER TABLE orders ADD COLUMN source text;\nUPDATE orders SET source = 'web' WHERE source IS NULL;\nCOMMIT;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN source text;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: 13.3.1 Table-Level Locks"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.transactions.flatMap { transaction in
      transaction.compactMap { statement in
        guard case .write(let write) = statement.action, write.kind != .insert, statement.isOld(write.table),
          let change = transaction.first(where: { other in other.blocked.contains { $0.table == write.table } })
        else { return nil }
        return finding(
          at: statement, on: write.table, nil,
          "\(write.kind.rawValue) of \(write.table.display) runs in the transaction that changes it in line \(change.span.line): "
            + change.strongest.waiting,
          evidence: [statement.transactionWords] + facts.evidence([write.table], waiting: change.strongest),
          fix: .sql(
            lines: ["-- later, in batches, each in a transaction of its own:"] + batch(statement, write)),
          severity: facts.severity([write.table]))
      }
    }
  }

  private func batch(_ statement: JudgedStatement, _ write: TableWrite) -> [String] {
    guard let key = statement.before.tables[write.table]?.primaryKey?.columns, key.count == 1 else {
      return [Safe.statement(statement.sql)]
    }
    let condition = "\(Safe.name(key[0])) BETWEEN :first AND :last"
    return ["\(statement.sql)", "  \(write.isLimited ? "AND" : "WHERE") \(condition);"]
  }
}
