import Checks
import Diagnostics
import SchemaModel

/// DROP CONSTRAINT: what it guaranteed, nobody does any more.
struct DropConstraint: MigrationRule {
  let metadata = CheckMetadata(
    code: "drop-constraint", severity: .note,
    summary: "A constraint goes, and with it what it guaranteed.",
    why: """
      Rows that it would have refused come in from COMMIT on; to bring it back they have to be found first. Dropping a key also drops its \
      index, which queries may use.
      """,
    fix: "Where it is replaced, add the new one before the old one goes.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders DROP CONSTRAINT positive;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric, CONSTRAINT positive CHECK (total > 0));"),
    good: CheckExample(
      .sql,
      """
      ALTER TABLE orders DROP CONSTRAINT positive,
        ADD CONSTRAINT positive CHECK (total >= 0) NOT VALID;
      """,
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric, CONSTRAINT positive CHECK (total > 0));"),
    sources: ["PostgreSQL manual: ALTER TABLE, DROP CONSTRAINT"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.statements.flatMap { statement -> [Finding] in
      statement.changes.compactMap { table, change in
        guard case .dropConstraint(let name) = change, statement.isOld(table), let old = statement.before.tables[table],
          let kind = Self.kind(name, of: old)
        else { return nil }
        // The same table of the same name, or the same columns, later: it is replaced.
        if isReplaced(name, of: old, in: migration) { return nil }
        return finding(
          at: statement, on: table, name, "\(kind) \(name) of \(table.display) goes with what it guarantees",
          evidence: facts.evidence([table]),
          fix: .words("say in the migration what keeps these rows right from now on, or replace \(name) before it goes")
        )
      }
    }
  }

  private static func kind(_ name: String, of table: Table) -> String? {
    if table.primaryKey?.name == name { return "primary key" }
    if table.uniqueConstraints.contains(where: { $0.name == name }) { return "unique constraint" }
    // A check that only says NOT NULL helps SET NOT NULL and is to go.
    if let check = table.checks.first(where: { $0.name == name }) {
      return check.expression.sql.uppercased().hasSuffix("IS NOT NULL") ? nil : "check"
    }
    if table.exclusions.contains(where: { $0.name == name }) { return "exclusion constraint" }
    return table.foreignKeys.contains { $0.name == name } ? "foreign key" : nil
  }

  private func isReplaced(_ name: String, of old: Table, in migration: JudgedMigration) -> Bool {
    guard let new = migration.after.tables[old.name] else { return true }
    if Self.kind(name, of: new) != nil { return true }
    if let key = old.foreignKeys.first(where: { $0.name == name }) {
      return new.foreignKeys.contains { Set(key.columns).isSubset(of: $0.columns) && $0.target == key.target }
        || key.columns.contains { !new.columns.contains($0) }
    }
    if let key = old.keys.first(where: { $0.name == name }) {
      return new.isUnique(key.columns) || key.columns.contains { !new.columns.contains($0) }
    }
    return false
  }
}
