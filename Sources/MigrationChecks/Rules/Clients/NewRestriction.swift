import Checks
import PlanModel
import Diagnostics
import SchemaModel

/// A rule that running applications may break when they write.
struct NewRestriction: StatementRule {
  let metadata = CheckMetadata(
    code: "new-restriction", severity: .note,
    summary: "Writes that running applications send may be refused from now on.",
    why: "A check NOT VALID, too, is held of every row that is written; so are NOT NULL and foreign keys.",
    fix: "Deploy an application that keeps the rule first, then make the database keep it.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);"),
    good: CheckExample(
      .sql, "ALTER TABLE orders ADD COLUMN note text CHECK (note <> '');",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);"),
    sources: ["PostgreSQL manual: ALTER TABLE, ADD table_constraint"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    statement.changes.compactMap { table, change in
      guard case .addConstraint(let constraint) = change, statement.isOld(table) else { return nil }
      guard constraint.kind == .check || constraint.kind == .foreignKey else { return nil }
      // What only says again what the table keeps already.
      let name = constraint.name
      let columns = constraint.kind == .check ? [] : constraint.columns
      if statement.before.tables[table]?.foreignKeys.contains(where: { Set($0.columns).isSubset(of: columns) }) == true,
        constraint.kind == .foreignKey
      {
        return nil
      }
      let writers = facts.queries(on: table).filter { query in
        query.shape?.relations.contains { $0.name == table && $0.isWritten } == true
      }.map(\.name.value)
      guard facts.plan == nil || facts.plan?.queries.isEmpty == true || !writers.isEmpty else { return nil }
      let shown = writers.isEmpty ? [] : ["written by \(writers.prefix(4).joined(separator: ", "))"]
      return finding(
        at: statement, on: table, name,
        "\(constraint.kind.rawValue)\(name.map { " \($0)" } ?? "") refuses writes to \(table.display) that break it",
        evidence: shown,
        fix: .sql("-- after the deploy whose application keeps the rule:", Safe.statement(statement.sql)))
    }
  }
}
