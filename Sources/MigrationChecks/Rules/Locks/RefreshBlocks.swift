import Checks
import Diagnostics
import SchemaModel
import StatementLocks

/// REFRESH MATERIALIZED VIEW without CONCURRENTLY.
struct RefreshBlocks: StatementRule {
  let metadata = CheckMetadata(
    code: "refresh-blocks", severity: .warning,
    summary: "REFRESH MATERIALIZED VIEW locks the view against readers until its query is through.",
    why: "It takes ACCESS EXCLUSIVE on the view for as long as the query runs and its indexes are built.",
    fix: "Give the view a unique index and use REFRESH MATERIALIZED VIEW CONCURRENTLY.",
    bad: CheckExample(
      .sql, "REFRESH MATERIALIZED VIEW totals;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
        CREATE MATERIALIZED VIEW totals AS SELECT id, total FROM orders;
        """),
    good: CheckExample(
      .sql, "REFRESH MATERIALIZED VIEW CONCURRENTLY totals;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
        CREATE MATERIALIZED VIEW totals AS SELECT id, total FROM orders;
        CREATE UNIQUE INDEX totals_id ON totals (id);
        """),
    sources: ["PostgreSQL manual: REFRESH MATERIALIZED VIEW"])

  /// Which columns tell the rows of a query apart stands in no schema.
  private static func uniqueIndex(_ view: ObjectName) -> [String] {
    [
      "-- fill in the columns that tell the rows of \(view.display) apart:",
      "CREATE UNIQUE INDEX CONCURRENTLY ON \(Safe.name(view)) (...);",
    ]
  }

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    guard case .refresh(let name, let isConcurrent) = statement.action, !statement.newTables.contains(name) else {
      return []
    }
    let view = statement.before.views[name]
    let hasUnique = view?.indexes.contains { $0.isUnique && $0.predicate == nil && $0.columnNames != nil } ?? false
    if isConcurrent {
      guard let view, !hasUnique else { return [] }
      return [
        finding(
          at: statement, on: view.name, nil,
          "PostgreSQL refuses CONCURRENTLY: \(name.display) has no unique index on columns",
          fix: .sql(lines: Self.uniqueIndex(name) + [Safe.statement(statement.sql)]),
          severity: .error)
      ]
    }
    if view?.isPopulated == false { return [] }
    let index = hasUnique ? [] : Self.uniqueIndex(name) + [Safe.next]
    return [
      finding(
        at: statement, on: name, nil,
        "refreshing \(name.display) takes ACCESS EXCLUSIVE until its query is through: readers wait",
        evidence: facts.evidence(view?.reads ?? []),
        fix: .sql(lines: index + ["REFRESH MATERIALIZED VIEW CONCURRENTLY \(Safe.name(name));"]))
    ]
  }
}
