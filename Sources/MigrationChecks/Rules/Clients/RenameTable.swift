import Checks
import StatementLocks
import Diagnostics
import SchemaModel

/// RENAME TO and SET SCHEMA of a table while an application that knows the old name still runs.
struct RenameTable: MigrationRule {
  let metadata = CheckMetadata(
    code: "rename-table", severity: .warning,
    summary: "A table changes its name or schema while running applications still use the old one.",
    why: "Between COMMIT and the end of the deploy one of the two applications names a table that is not there.",
    fix: "Leave a view of the old name behind, in the same transaction; it is dropped a deploy later.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders RENAME TO purchases;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql,
      """
      BEGIN;
      ALTER TABLE orders RENAME TO purchases;
      CREATE VIEW orders WITH (security_invoker = true) AS SELECT * FROM purchases;
      COMMIT;
      """, baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: ALTER TABLE, RENAME", "PostgreSQL manual: CREATE VIEW, Updatable Views"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.statements.compactMap { statement in
      let (old, new): (ObjectName, ObjectName)
      switch statement.action {
      case .rename(kind: "table", let name, nil, let other): (old, new) = (name, ObjectName(other, schema: name.schema))
      case .setSchema(kind: "table", let name, let schema): (old, new) = (name, ObjectName(name.name, schema: schema))
      default: return nil
      }
      guard statement.isOld(old), !statement.before.views.contains(old), !isReplaced(old, by: statement, in: migration)
      else { return nil }
      let users = facts.users(of: old)
      let option = facts.postgres >= 15 ? " WITH (security_invoker = true)" : ""
      return finding(
        at: statement, on: old, nil, "\(old.display) is called \(new.display) from COMMIT on",
        evidence: users + facts.evidence([old], waiting: .accessExclusive),
        fix: .sql(
          "BEGIN;", Safe.statement(statement.sql),
          "CREATE VIEW \(Safe.name(old))\(option) AS SELECT * FROM \(Safe.name(new));", "COMMIT;"),
        severity: facts.breaks(users, else: .warning))
    }
  }

  /// A view or table of the old name, made in the same transaction: nobody misses it.
  private func isReplaced(_ name: ObjectName, by statement: JudgedStatement, in migration: JudgedMigration) -> Bool {
    guard let transaction = statement.transaction else { return false }
    return migration.statements(ofTransaction: transaction).contains { other in
      guard other.range.lowerBound > statement.range.lowerBound else { return false }
      switch other.action {
      case .createView(name, _, _): return true
      case .createTable(let table): return table.name == name
      case .rename(kind: "table", let table, nil, let new): return ObjectName(new, schema: table.schema) == name
      default: return false
      }
    }
  }
}
