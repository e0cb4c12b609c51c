import Checks
import StatementLocks
import Diagnostics
import SchemaModel

/// CREATE INDEX without CONCURRENTLY on a table that is in use.
struct IndexBuildBlocks: StatementRule {
  let metadata = CheckMetadata(
    code: "index-build-blocks", severity: .warning,
    summary: "CREATE INDEX holds up all writes to its table until the index is built.",
    why: """
      It takes a SHARE lock for as long as it reads and sorts the table. Whoever inserts, updates or deletes waits, and the \
      connections of the application fill up with them.
      """,
    fix: "Build it with CREATE INDEX CONCURRENTLY, alone and outside a transaction.",
    bad: CheckExample(
      .sql, "CREATE INDEX orders_placed ON orders (placed_at);",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);"),
    good: CheckExample(
      .sql, "CREATE INDEX CONCURRENTLY orders_placed ON orders (placed_at);",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);"),
    sources: ["PostgreSQL manual: CREATE INDEX, Building Indexes Concurrently"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard case .createIndex(let index) = statement.action, !index.isConcurrent, statement.isOld(index.table) else {
      return []
    }
    let tables = statement.buildsOn
    guard !tables.isEmpty else { return [] }
    let name = index.name ?? statement.addedIndex(of: index.table)?.name
    let isPartitioned = statement.before.tables[index.table]?.partitionKey != nil
    return [
      finding(
        at: statement, on: index.table, name,
        "\(name.map { "building \($0)" } ?? "CREATE INDEX") holds \(statement.locksSaid): writes wait until it is built",
        evidence: facts.evidence(tables, waiting: .share), fix: fix(index, isPartitioned, statement),
        severity: facts.severity(tables))
    ]
  }

  private func fix(_ index: CreatedIndex, _ isPartitioned: Bool, _ statement: JudgedStatement) -> MigrationFix {
    if isPartitioned, let built = statement.addedIndex(of: index.table) {
      return .sql(lines: Safe.partitionedIndex(built, on: index.table, in: statement.before))
    }
    return .sql(Safe.statement(Safe.inserting("CONCURRENTLY", after: "index", in: statement.sql)))
  }
}
