import Checks
import Diagnostics
import SchemaModel
import StatementLocks

/// One transaction asks for ACCESS EXCLUSIVE on several tables, one after the other.
struct SeveralTablesLocked: MigrationRule {
  let metadata = CheckMetadata(
    code: "several-tables-locked", severity: .warning,
    summary: "One transaction locks several tables against all use, one after the other.",
    why: """
      While it waits for the second lock it holds the first. Transactions of the application that use the tables in another order and \
      the migration then wait for each other: a deadlock, which ends one of them.
      """,
    fix: "Change one table in a transaction.",
    bad: CheckExample(
      .sql,
      "BEGIN;\nALTER TABLE orders ADD COLUMN note text;\nALTER TABLE customers ADD COLUMN note text;\nCOMMIT;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE TABLE customers (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN note text;\nALTER TABLE customers ADD COLUMN note text;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE TABLE customers (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: 13.3.4 Deadlocks"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.transactions.compactMap { transaction in
      var held: [ObjectName] = []
      var last: JudgedStatement?
      for statement in transaction {
        // Locks that one statement takes together can not be taken apart.
        let wanted = statement.blocked.filter { $0.mode == .accessExclusive }.map(\.table).filter { !held.contains($0) }
        if !held.isEmpty, !wanted.isEmpty { last = last ?? statement }
        held += wanted
      }
      let large = held.filter { !facts.isSmall($0) }
      guard let statement = last, large.count > 1 else { return nil }
      let names = large.prefix(4).map(\.display).joined(separator: ", ") + (large.count > 4 ? ", ..." : "")
      return finding(
        at: statement, on: large[1], nil, "one transaction locks \(large.count) tables against all use: \(names)",
        evidence: [statement.transactionWords] + facts.evidence(Array(large.prefix(4)), waiting: .accessExclusive),
        fix: .sql(Safe.next, Safe.statement(statement.sql)))
    }
  }
}
