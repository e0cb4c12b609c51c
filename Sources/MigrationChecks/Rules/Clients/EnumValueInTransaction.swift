import Checks
import Diagnostics
import SchemaModel

/// A new enum value is used in the transaction that adds it.
struct EnumValueInTransaction: MigrationRule {
  let metadata = CheckMetadata(
    code: "enum-value-in-transaction", severity: .error,
    summary: "A new enum value is used in the transaction that adds it.",
    why: "PostgreSQL refuses it before COMMIT: unsafe use of new value (55P04).",
    fix: "Add the value in a migration of its own, and use it in the next.",
    bad: CheckExample(
      .sql,
      "BEGIN;\nALTER TYPE status ADD VALUE 'late';\nUPDATE orders SET status = 'late' WHERE id = 1;\nCOMMIT;",
      baseline: "CREATE TYPE status AS ENUM ('new');\nCREATE TABLE orders (id bigint PRIMARY KEY, status status);"),
    good: CheckExample(
      .sql, "ALTER TYPE status ADD VALUE 'late';\nUPDATE orders SET status = 'late' WHERE id = 1;",
      baseline: "CREATE TYPE status AS ENUM ('new');\nCREATE TABLE orders (id bigint PRIMARY KEY, status status);"),
    sources: ["PostgreSQL manual: ALTER TYPE, Notes"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.transactions.flatMap { transaction -> [Finding] in
      var added: [(value: String, type: ObjectName, at: JudgedStatement)] = []
      var found: [Finding] = []
      for statement in transaction {
        for (value, type, first) in added where uses(value, statement) {
          found.append(
            finding(
              at: statement, type.name,
              "'\(value)' is used in the transaction that adds it to \(type.display) in line \(first.span.line): "
                + "PostgreSQL refuses it",
              evidence: [statement.transactionWords],
              fix: .sql(Safe.statement(first.sql), Safe.next, Safe.statement(statement.sql))))
        }
        // Of a type that the transaction itself made, values can be used at once.
        if case .addValue(let value, let type) = statement.action,
          transaction.first?.before.enums.contains(type) ?? false || statement.before.enums[type] == nil
        {
          added.append((value, type, statement))
        }
      }
      return found
    }
  }

  private func uses(_ value: String, _ statement: JudgedStatement) -> Bool {
    if case .addValue = statement.action { return false }
    if case .renameValue = statement.action { return false }
    // The body of a function is looked at when it is called.
    let head = statement.sql.prefix(40).lowercased()
    if head.contains("function") || head.contains("procedure") || head.hasPrefix("comment") { return false }
    return statement.sql.contains("'\(value)'")
  }
}
