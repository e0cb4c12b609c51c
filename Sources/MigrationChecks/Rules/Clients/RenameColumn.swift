import Checks
import Diagnostics
import SQLWriting
import SchemaModel

/// RENAME COLUMN while an application that knows the old name still runs.
struct RenameColumn: MigrationRule {
  let metadata = CheckMetadata(
    code: "rename-column", severity: .warning,
    summary: "A column changes its name while running applications still use the old one.",
    why: "Between COMMIT and the end of the deploy one of the two applications names a column that is not there.",
    fix: "Add the new column, keep both alike by a trigger, fill it in batches, switch, and drop the old one later.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders RENAME COLUMN note TO remark;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN remark text;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"),
    sources: ["PostgreSQL manual: ALTER TABLE, RENAME"])

  package func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.statements.flatMap { statement in
      isExchange(statement, in: migration) ? [] : findings(at: statement, facts)
    }
  }

  /// Two columns change places in one transaction: at COMMIT the name is there as it was before.
  private func isExchange(_ statement: JudgedStatement, in migration: JudgedMigration) -> Bool {
    guard case .rename(kind: "column", let table, let old?, let new) = statement.action,
      let transaction = statement.transaction
    else { return false }
    return migration.statements.contains { other in
      guard other.transaction == transaction, case .rename(kind: "column", table, let from?, let to) = other.action
      else { return false }
      return to == old || from == new
    }
  }

  private func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard case .rename(kind: "column", let table, let column?, let new) = statement.action, statement.isOld(table),
      !statement.before.views.contains(table)
    else { return [] }
    let users = facts.users(of: column, in: table)
    return [
      finding(
        at: statement, on: table, column, "\(table.display).\(column) is called \(new) from COMMIT on",
        evidence: users + facts.evidence([table]), fix: fix(column, new, of: table, statement),
        severity: facts.breaks(users, else: .warning))
    ]
  }

  private func fix(_ column: String, _ new: String, of table: ObjectName, _ statement: JudgedStatement) -> MigrationFix
  {
    let type = statement.before.tables[table]?.columns[column]?.type.sql ?? "..."
    let (old, other) = (Safe.name(column), Safe.name(new))
    let function = Safe.name(String("\(table.name)_\(new)_sync".prefix(63)))
    return .sql(
      Safe.alter(table, "ADD COLUMN \(other) \(type)"),
      "CREATE FUNCTION \(function)() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN",
      "  IF TG_OP = 'INSERT' THEN",
      "    NEW.\(other) := coalesce(NEW.\(other), NEW.\(old)); NEW.\(old) := coalesce(NEW.\(old), NEW.\(other));",
      "  ELSIF NEW.\(other) IS DISTINCT FROM OLD.\(other) THEN NEW.\(old) := NEW.\(other);",
      "  ELSE NEW.\(other) := NEW.\(old); END IF;", "  RETURN NEW; END $$;",
      "CREATE TRIGGER \(function) BEFORE INSERT OR UPDATE ON \(Safe.name(table))",
      "  FOR EACH ROW EXECUTE FUNCTION \(function)();",
      "-- fill \(other) in batches WHERE \(other) IS DISTINCT FROM \(old); switch the application; then:",
      "DROP TRIGGER \(function) ON \(Safe.name(table));", Safe.alter(table, "DROP COLUMN \(old)"))
  }
}
