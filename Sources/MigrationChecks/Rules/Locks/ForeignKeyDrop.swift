import Checks
import Diagnostics
import SchemaModel
import StatementLocks

/// Dropping a foreign key, or a table that has one, locks the referenced table, too.
struct ForeignKeyDrop: StatementRule {
  let metadata = CheckMetadata(
    code: "foreign-key-drop-locks", severity: .note,
    summary: "Dropping a foreign key locks the table that it refers to against all use, too.",
    why: """
      The triggers that keep the key stand on both tables: DROP CONSTRAINT and DROP TABLE take ACCESS EXCLUSIVE on the referenced table, \
      which is often the busiest one.
      """,
    fix: "Drop the foreign key by itself with a short lock_timeout, and try again when it gives up.",
    bad: CheckExample(
      .sql, "DROP TABLE notes;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY);
        CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
        """),
    good: CheckExample(
      .sql, "SET lock_timeout = '1s';\nDROP TABLE notes;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY);
        CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
        """),
    sources: ["PostgreSQL manual: ALTER TABLE, DROP CONSTRAINT"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard !statement.lockTimeout.isLimited else { return [] }
    let dropped: [(table: ObjectName, keys: [ForeignKey])]
    switch statement.action {
    case .drop(kind: "table", let names, _):
      dropped = names.compactMap { name in statement.before.tables[name].map { (name, $0.foreignKeys) } }
    case .alterTable(let table, _, let changes):
      let names = changes.compactMap { if case .dropConstraint(let name) = $0 { name } else { nil } }
      let keys = statement.before.tables[table]?.foreignKeys.filter { names.contains($0.name) } ?? []
      dropped = [(table, keys)]
    default: return []
    }
    return dropped.flatMap { table, keys -> [Finding] in
      keys.filter { $0.isEnforced && $0.target != table && statement.isOld($0.target) && statement.isOld(table) }.map {
        key in
        finding(
          at: statement, on: key.target, key.name,
          "dropping \(key.name) of \(table.display) takes ACCESS EXCLUSIVE on \(key.target.display), too",
          evidence: facts.evidence([key.target], waiting: .accessExclusive),
          fix: .sql(
            "SET \(statement.transaction == nil ? "" : "LOCAL ")lock_timeout = '1s';",
            Safe.alter(table, "DROP CONSTRAINT IF EXISTS \(Safe.name(key.name))")))
      }
    }
  }
}
