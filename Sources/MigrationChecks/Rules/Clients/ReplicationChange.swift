import Checks
import Diagnostics
import SchemaModel

/// Triggers switched off, replica identity, inheritance and restarted sequences: what follows rows no longer does.
struct ReplicationChange: StatementRule {
  let metadata = CheckMetadata(
    code: "row-followers-change", severity: .note,
    summary: "What follows the rows of a table in use changes: triggers, replication, inheritance, numbers.",
    why: """
      A trigger that is off misses the rows written meanwhile, subscribers stop at an UPDATE they can not place, and a sequence that starts \
      again hands out numbers that exist.
      """,
    fix: "Do it in a window in which nobody writes, and bring up to date what was missed.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders DISABLE TRIGGER ALL;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN note text;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: ALTER TABLE, DISABLE TRIGGER and REPLICA IDENTITY"])

  private static func restart(_ sequence: ObjectName, in catalog: Catalog) -> MigrationFix {
    guard let owner = catalog.sequences[sequence]?.ownedBy else {
      return .words("set \(sequence.display) with setval to the largest number that it gave out")
    }
    let name = Safe.name(sequence).replacing("'", with: "''")
    return .sql("SELECT setval('\(name)', (SELECT max(\(Safe.name(owner.column))) FROM \(Safe.name(owner.table))));")
  }

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    if case .alterSequence(let name, restarts: true) = statement.action, statement.before.sequences.contains(name) {
      return [
        finding(
          at: statement, name.name, "\(name.display) starts again and may hand out numbers that exist",
          fix: Self.restart(name, in: statement.before))
      ]
    }
    return statement.changes.compactMap { table, change in
      guard statement.isOld(table) else { return nil }
      let message: String
      switch change {
      case .disableTrigger(let name):
        message = "trigger \(name) of \(table.display) misses what is written while it is off"
      case .replicaIdentity: message = "subscribers of \(table.display) find its rows by another key from now on"
      case .inheritance(let words):
        message = "\(words) changes which rows a query of the parent of \(table.display) sees"
      default: return nil
      }
      return finding(
        at: statement, on: table, nil, message, evidence: facts.evidence([table]),
        fix: .words("do it while nobody writes \(table.display), and bring up to date what was missed"))
    }
  }
}
