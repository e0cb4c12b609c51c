import Checks
import StatementLocks
import Diagnostics
import SchemaModel

/// VALIDATE CONSTRAINT in the transaction that still holds a strong lock on the table.
struct ValidateTogether: MigrationRule {
  let metadata = CheckMetadata(
    code: "validate-under-lock", severity: .error,
    summary: "VALIDATE CONSTRAINT runs in the transaction that still holds a strong lock on its table.",
    why: """
      VALIDATE alone blocks nobody. In the transaction that added the constraint, the lock of ADD CONSTRAINT is held until COMMIT, so \
      that the whole scan runs under it: NOT VALID gained nothing.
      """,
    fix: "Commit after ADD CONSTRAINT ... NOT VALID and validate in a migration of its own.",
    bad: CheckExample(
      .sql,
      """
      BEGIN;
      ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
      ALTER TABLE orders VALIDATE CONSTRAINT total_positive;
      COMMIT;
      """, baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);"),
    good: CheckExample(
      .sql,
      """
      ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
      ALTER TABLE orders VALIDATE CONSTRAINT total_positive;
      """, baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);"),
    sources: ["PostgreSQL manual: ALTER TABLE, Notes"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.transactions.flatMap { transaction -> [Finding] in
      var held: [ObjectName: JudgedStatement] = [:]
      var found: [Finding] = []
      for statement in transaction {
        for (table, change) in statement.changes {
          guard case .validate(let name) = change, statement.isOld(table), let first = held[table] else { continue }
          let mode = first.blocked.first { $0.table == table }?.mode ?? .accessExclusive
          found.append(
            finding(
              at: statement, on: table, name,
              "\(name) is validated while line \(first.span.line) still holds \(mode.words) on \(table.display): "
                + mode.waiting,
              evidence: [statement.transactionWords] + facts.evidence([table], waiting: mode),
              fix: .sql(Safe.next, Safe.validate(name, of: table)),
              severity: facts.isSmall(table) ? .note : .error))
        }
        for lock in statement.blocked where held[lock.table] == nil { held[lock.table] = statement }
      }
      return found
    }
  }
}
