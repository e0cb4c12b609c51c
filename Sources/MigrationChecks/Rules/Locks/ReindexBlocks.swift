import Checks
import StatementLocks
import Diagnostics
import SchemaModel

/// REINDEX without CONCURRENTLY.
struct ReindexBlocks: StatementRule {
  let metadata = CheckMetadata(
    code: "reindex-blocks", severity: .warning,
    summary: "REINDEX holds up writes to the table, and readers of the index, until it is built anew.",
    why: """
      It takes SHARE on the table and ACCESS EXCLUSIVE on each index while it builds. Queries whose plan looks at the index wait, \
      even if they would not use it.
      """,
    fix: "Use REINDEX ... CONCURRENTLY (PostgreSQL 12 and later), outside a transaction.",
    bad: CheckExample(
      .sql, "REINDEX TABLE orders;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    good: CheckExample(
      .sql, "REINDEX TABLE CONCURRENTLY orders;", baseline: "CREATE TABLE orders (id bigint PRIMARY KEY);"),
    sources: ["PostgreSQL manual: REINDEX, Rebuilding Indexes Concurrently"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard case .reindex(let kind, let name, let isConcurrent) = statement.action, !isConcurrent else { return [] }
    let owner =
      kind == "TABLE"
      ? name : statement.before.tables.first { $0.name.schema == name.schema && $0.hasIndex(name.name) }?.name
    if let owner, kind != "DATABASE", !statement.isOld(owner) { return [] }
    let tables = owner.map { [$0] } ?? []
    return [
      finding(
        at: statement, on: owner, kind == "INDEX" ? name.name : nil,
        "REINDEX \(kind) \(name.display) holds SHARE on \(owner?.display ?? "its tables") and ACCESS EXCLUSIVE on the "
          + "indexes: writes wait until they are built",
        evidence: facts.evidence(tables, waiting: .share), fix: .sql(safeForm(of: statement.sql)),
        severity: facts.severity(tables))
    ]
  }

  private func safeForm(of sql: String) -> String {
    for word in ["index", "table", "schema", "database", "system"] where Safe.firstWord(word, in: sql) != nil {
      return Safe.statement(Safe.inserting("CONCURRENTLY", after: word, in: sql))
    }
    return sql
  }
}
