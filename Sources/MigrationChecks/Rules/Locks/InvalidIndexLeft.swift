import Checks
import MigrationReading
import Diagnostics
import SchemaModel

/// CREATE INDEX CONCURRENTLY IF NOT EXISTS: after a failure it finds the invalid index and is content.
struct InvalidIndexLeft: MigrationRule {
  let metadata = CheckMetadata(
    code: "invalid-index-left", severity: .warning,
    summary: "IF NOT EXISTS takes the invalid index of a failed concurrent build for the index.",
    why: """
      A concurrent build that fails or is cancelled leaves an index that is not valid: it costs every write and serves no query. Run \
      again, the migration finds the name taken and reports success.
      """,
    fix: "Drop what an earlier run left before building, or look at pg_index.indisvalid afterwards.",
    bad: CheckExample(
      .sql, "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_placed ON orders (placed_at);",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);"),
    good: CheckExample(
      .sql,
      """
      DROP INDEX CONCURRENTLY IF EXISTS orders_placed;
      CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_placed ON orders (placed_at);
      """,
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);"),
    sources: ["PostgreSQL manual: CREATE INDEX, Building Indexes Concurrently"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    var dropped: Set<String> = []
    // Whoever asks pg_index whether indexes are valid knows.
    let isLookedAfter = migration.migration.script.text.contains("indisvalid")
    return migration.statements.flatMap { statement -> [Finding] in
      if case .dropIndex(let names, _) = statement.action { dropped.formUnion(names.map(\.name)) }
      guard case .createIndex(let index) = statement.action, index.isConcurrent, index.unlessThere, !isLookedAfter,
        let name = index.name, !dropped.contains(name), statement.isOld(index.table)
      else { return [] }
      let full = Safe.name(ObjectName(name, schema: index.table.schema))
      return [
        finding(
          at: statement, on: index.table, name,
          "after a failed build IF NOT EXISTS finds the invalid \(name) and builds nothing",
          evidence: facts.evidence([index.table]),
          fix: .sql("DROP INDEX CONCURRENTLY IF EXISTS \(full);", Safe.statement(statement.sql)))
      ]
    }
  }
}
