import Checks
import StatementLocks
import Diagnostics
import SQLWriting
import SchemaModel

/// ALTER COLUMN ... TYPE that rewrites the table, builds its indexes anew or proves its checks again.
struct TypeChange: StatementRule {
  let metadata = CheckMetadata(
    code: "type-change-rewrite", severity: .warning,
    summary: "A change of type writes the table anew, builds indexes anew or reads every row.",
    why: """
      Types that are not stored alike make PostgreSQL write every row and index under ACCESS EXCLUSIVE, and under the same lock on the \
      table that a foreign key of the column refers to. Wider limits of varchar and numeric cost nothing and are not found here.
      """,
    fix:
      "Add a column of the new type, keep both alike by a trigger, fill it in batches, switch, then drop the old one.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN id TYPE bigint;",
      baseline: "CREATE TABLE orders (id integer PRIMARY KEY, code varchar(20));"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ALTER COLUMN code TYPE varchar(40);",
      baseline: "CREATE TABLE orders (id integer PRIMARY KEY, code varchar(20));"),
    sources: ["PostgreSQL manual: ALTER TABLE, Notes"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    statement.changes.compactMap { table, change in
      guard case .setType(let column) = change, statement.isOld(table) else { return nil }
      let work = work(statement, on: table)
      guard let work else { return nil }
      let old = statement.before.tables[table]?.columns[column]?.type.short
      let new = statement.after.tables[table]?.columns[column]?.type.short
      let types = old == new ? "" : " from \(old ?? "?") to \(new ?? "?")"
      return finding(
        at: statement, on: table, column,
        "changing \(table.display).\(column)\(types) \(work) under \(statement.locksSaid): reads and writes wait",
        evidence: facts.evidence(statement.blocked.map(\.table), waiting: .accessExclusive),
        fix: fix(column, of: table, statement), severity: facts.severity([table]))
    }
  }

  private func work(_ statement: JudgedStatement, on table: ObjectName) -> String? {
    if statement.rewrites.contains(table) { return "rewrites the table and its indexes" }
    if statement.buildsOn.contains(table) {
      return "builds \(statement.effect.builds.map(\.display).joined(separator: ", ")) anew"
    }
    return statement.scans.contains(table) ? "proves its constraints of every row again" : nil
  }

  private func fix(_ column: String, of table: ObjectName, _ statement: JudgedStatement) -> MigrationFix {
    let new = statement.after.tables[table]?.columns[column]?.type.sql ?? "..."
    if !statement.rewrites.contains(table), statement.buildsOn.contains(table) {
      let indexes = statement.effect.builds.map { "DROP INDEX CONCURRENTLY \(Safe.name($0));" }
      return .sql(
        lines: indexes + [Safe.next, Safe.statement(statement.sql), Safe.next]
          + ["-- build the index again with CREATE INDEX CONCURRENTLY"])
    }
    let other = Safe.name(String("\(column)_new".prefix(63)))
    let own = Safe.name(column)
    // One enum is no cast away from another.
    let isOwn = statement.after.tables[table]?.columns[column]?.type.isUserDefined == true
    let cast = isOwn ? "::text" : ""
    let function = Safe.name(String("\(table.name)_\(column)_sync".prefix(63)))
    return .sql(
      Safe.alter(table, "ADD COLUMN \(other) \(new)"),
      "CREATE FUNCTION \(function)() RETURNS trigger LANGUAGE plpgsql AS "
        + "$$ BEGIN NEW.\(other) := NEW.\(own)\(cast)::\(new); RETURN NEW; END $$;",
      "CREATE TRIGGER \(function) BEFORE INSERT OR UPDATE ON \(Safe.name(table))",
      "  FOR EACH ROW EXECUTE FUNCTION \(function)();",
      "-- fill \(other) in batches, each in a transaction of its own, WHERE \(other) IS DISTINCT FROM \(own)\(cast)::\(new)",
      "-- build its indexes CONCURRENTLY; switch the application over; then drop the trigger and \(own)")
  }
}
