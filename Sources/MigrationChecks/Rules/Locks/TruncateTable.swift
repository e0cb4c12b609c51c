import Checks
import StatementLocks
import Diagnostics
import SchemaModel

/// TRUNCATE of tables in use.
struct TruncateTable: StatementRule {
  let metadata = CheckMetadata(
    code: "truncate", severity: .warning,
    summary: "TRUNCATE deletes all rows under ACCESS EXCLUSIVE; with CASCADE also those of tables nobody named.",
    why: """
      CASCADE empties every table that refers to this one, and those that refer to them. No trigger ON DELETE sees it, and the rows are \
      gone with COMMIT.
      """,
    fix: "Delete in batches by key range what is to go, or drop the partition that holds it.",
    bad: CheckExample(
      .sql, "TRUNCATE orders CASCADE;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY);
        CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
        """),
    good: CheckExample(
      .sql, "DELETE FROM orders WHERE id BETWEEN 1 AND 5000;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: TRUNCATE"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard case .truncate(let tables, let cascades) = statement.action else { return [] }
    let old = tables.filter(statement.isOld)
    guard let first = old.first else { return [] }
    let reached = cascades ? Self.reached(from: old, in: statement.before) : []
    let further = reached.isEmpty ? "" : ", and by CASCADE of \(Safe.said(reached))"
    return [
      finding(
        at: statement, on: first, nil,
        "TRUNCATE deletes all rows of \(Safe.said(old))\(further) under ACCESS EXCLUSIVE",
        evidence: facts.evidence(old + reached, waiting: .accessExclusive),
        fix: .sql(
          "-- in batches, each in a transaction of its own; fill in the range:",
          "DELETE FROM \(Safe.name(first)) WHERE \(Safe.keyRange(of: first, in: statement.before));"),
        severity: cascades ? .error : facts.severity(old))
    ]
  }

  /// Tables whose foreign keys lead to these, in order of their names.
  private static func reached(from tables: [ObjectName], in catalog: Catalog) -> [ObjectName] {
    var known = Set(tables)
    var grows = true
    while grows {
      let next = catalog.tables.filter { table in
        !known.contains(table.name) && table.foreignKeys.contains { known.contains($0.target) }
      }
      grows = !next.isEmpty
      known.formUnion(next.map(\.name))
    }
    return known.subtracting(tables).sorted()
  }
}
