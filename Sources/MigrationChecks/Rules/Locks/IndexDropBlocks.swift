import Checks
import StatementLocks
import Diagnostics
import SchemaModel

/// DROP INDEX without CONCURRENTLY.
struct IndexDropBlocks: StatementRule {
  let metadata = CheckMetadata(
    code: "index-drop-blocks", severity: .warning,
    summary: "DROP INDEX locks the whole table, and waits for every query that uses it.",
    why: """
      It needs ACCESS EXCLUSIVE on the table, not only on the index. While it waits for the longest running query, everybody who \
      comes later waits behind it.
      """,
    fix: "Use DROP INDEX CONCURRENTLY, one index a statement, outside a transaction.",
    bad: CheckExample(
      .sql, "DROP INDEX orders_placed;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);
        CREATE INDEX orders_placed ON orders (placed_at);
        """),
    good: CheckExample(
      .sql, "DROP INDEX CONCURRENTLY orders_placed;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);
        CREATE INDEX orders_placed ON orders (placed_at);
        """),
    sources: ["PostgreSQL manual: DROP INDEX"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard case .dropIndex(let indexes, let isConcurrent) = statement.action, !isConcurrent else { return [] }
    return indexes.compactMap { index in
      let owner = statement.before.tables.first { $0.name.schema == index.schema && $0.hasIndex(index.name) }
      if let owner, !statement.isOld(owner.name) { return nil }
      if statement.before.views.contains(where: { view in view.indexes.contains { $0.name == index.name } }) {
        return nil
      }
      // PostgreSQL refuses CONCURRENTLY for an index of a partitioned table.
      let isPartitioned = owner?.partitionKey != nil
      let place = owner.map { "ACCESS EXCLUSIVE on \($0.name.display)" } ?? "ACCESS EXCLUSIVE on its table"
      return finding(
        at: statement, on: owner?.name, index.name, "dropping \(index.display) takes \(place): reads and writes wait",
        evidence: facts.evidence(owner.map { [$0.name] } ?? [], waiting: .accessExclusive),
        fix: isPartitioned
          ? .words("an index of a partitioned table can not be dropped CONCURRENTLY: set lock_timeout and try again")
          : .sql("DROP INDEX CONCURRENTLY IF EXISTS \(Safe.name(index));"),
        severity: facts.severity(owner.map { [$0.name] } ?? []))
    }
  }
}
