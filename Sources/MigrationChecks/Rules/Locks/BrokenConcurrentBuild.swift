import Checks
import Diagnostics
import SchemaModel

/// An index is built concurrently on PostgreSQL 14, whose first releases left rows out.
struct BrokenConcurrentBuild: StatementRule {
  let metadata = CheckMetadata(
    code: "broken-concurrent-build", severity: .warning,
    summary: "An index is built concurrently on PostgreSQL 14, where 14.0 to 14.3 may leave rows out of it.",
    why: """
      CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY of 14.0 to 14.3 can miss rows that are updated meanwhile. The index counts as \
      valid, and queries that use it do not find those rows.
      """,
    fix: "Run the migration on 14.4 or later, and look through indexes built before with amcheck.",
    bad: CheckExample(
      .sql, "CREATE INDEX CONCURRENTLY orders_placed ON orders (placed_at);",
      plan: "stack: { postgres: 14 }",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);"),
    good: CheckExample(
      .sql, "CREATE INDEX CONCURRENTLY orders_placed ON orders (placed_at);",
      plan: "stack: { postgres: 15 }",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);"),
    sources: ["PostgreSQL 14.4 release notes"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard facts.postgres == 14 else { return [] }
    let table: ObjectName?
    switch statement.action {
    case .createIndex(let index) where index.isConcurrent: table = index.table
    case .reindex(_, let name, isConcurrent: true): table = statement.before.tables.contains(name) ? name : nil
    default: return []
    }
    return [
      finding(
        at: statement, on: table, nil,
        "14.0 to 14.3 may leave rows out of an index that is built concurrently",
        fix: .sql(
          "-- before it: server_version_num must be 140004 or more", "SHOW server_version_num;",
          Safe.statement(statement.sql)))
    ]
  }
}
