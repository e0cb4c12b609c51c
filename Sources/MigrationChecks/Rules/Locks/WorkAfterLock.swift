import Checks
import Diagnostics
import SchemaModel
import StatementLocks

/// A statement that takes long follows one whose ACCESS EXCLUSIVE lock is held to the end of the transaction.
struct WorkAfterLock: MigrationRule {
  let metadata = CheckMetadata(
    code: "work-after-lock", severity: .warning,
    summary: "Long work follows a strong lock in the same transaction, which holds the lock all the while.",
    why: """
      A lock is held until COMMIT. Whatever scans, rewrites, builds or writes rows afterwards in the transaction makes the readers and \
      writers of the first table wait for it, too.
      """,
    fix: "Commit after the statement that locks; give the long work a transaction of its own.",
    bad: CheckExample(
      .sql,
      """
      BEGIN;
      ALTER TABLE orders ADD COLUMN note text;
      CREATE INDEX customers_name ON customers (name);
      COMMIT;
      """,
      baseline:
        "CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE TABLE customers (id bigint PRIMARY KEY, name text);"),
    good: CheckExample(
      .sql,
      """
      ALTER TABLE orders ADD COLUMN note text;
      CREATE INDEX CONCURRENTLY customers_name ON customers (name);
      """,
      baseline:
        "CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE TABLE customers (id bigint PRIMARY KEY, name text);"),
    sources: ["PostgreSQL manual: 13.3.1 Table-Level Locks"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.transactions.flatMap { transaction -> [Finding] in
      var held: [(table: ObjectName, by: JudgedStatement)] = []
      var found: [Finding] = []
      var more = 0
      for statement in transaction {
        let others = held.filter { !facts.isSmall($0.table) && !worked(statement).contains($0.table) }
        if let first = others.first, let words = words(statement),
          worked(statement).contains(where: { !facts.isSmall($0) })
        {
          more += found.isEmpty ? 0 : 1
          if !found.isEmpty { continue }
          found.append(
            finding(
              at: statement, on: worked(statement).first, nil,
              "\(words) while line \(first.by.span.line) still holds ACCESS EXCLUSIVE on \(first.table.display)",
              evidence: [statement.transactionWords] + facts.evidence(others.map(\.table), waiting: .accessExclusive),
              fix: .sql(Safe.next, Safe.statement(statement.sql))))
        }
        for lock in statement.blocked
        where lock.mode == .accessExclusive && !held.contains(where: { $0.table == lock.table }) {
          held.append((lock.table, statement))
        }
      }
      if more > 0, let words = found.first?.evidence {
        found[0].evidence = "\(words); \(more) more after it do the same"
      }
      return found
    }
  }

  private func worked(_ statement: JudgedStatement) -> [ObjectName] {
    if case .write(let write) = statement.action, statement.isOld(write.table),
      write.kind != .insert || write.isFromQuery
    {
      return [write.table]
    }
    return statement.rewrites + statement.scans + statement.buildsOn
  }

  private func words(_ statement: JudgedStatement) -> String? {
    if case .write(let write) = statement.action, !worked(statement).isEmpty {
      return "\(write.kind.rawValue) of \(write.table.display) writes rows"
    }
    if let table = statement.rewrites.first { return "\(table.display) is written anew" }
    if let table = statement.scans.first { return "\(table.display) is read to the end" }
    return statement.buildsOn.first.map { "an index of \($0.display) is built" }
  }
}
