import Diagnostics
import PlanModel
import QueryRewriting
import SchemaModel

/// Declared queries that skip rows they have read.
struct OffsetPaging: Check {
  let metadata = CheckMetadata(
    code: "offset-paging", severity: .warning,
    summary: "A declared query pages with OFFSET, which reads and throws away every row before the page.",
    why: """
      Page 1,000 costs a thousand pages of work, and a row that is inserted or deleted meanwhile makes the next page repeat or \
      skip one.
      """,
    fix: """
      Page by key: order by a unique key, remember its last value, and ask for the rows after it. Lists of fewer than 1,000 \
      rows by the declared volumes are not reported.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz NOT NULL);",
      plan: """
        volumes: { orders: { rows: 21M } }
        queries: [ { name: order list, sql: "SELECT id FROM orders ORDER BY placed_at DESC LIMIT 25 OFFSET $1" } ]
        """),
    good: CheckExample(
      .sql, "CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz NOT NULL);",
      plan: """
        volumes: { orders: { rows: 21M } }
        queries:
          - name: order list
            sql: SELECT id FROM orders WHERE (placed_at, id) < ($1, $2) ORDER BY placed_at DESC, id DESC LIMIT 25
        """),
    sources: ["PostgreSQL manual: 7.6 LIMIT and OFFSET"])

  private let shortList = 1_000.0

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.compactMap { query in
      guard let shape = query.shape, shape.isRead, shape.hasOffset else { return nil }
      let bound = QueryBound(shape, in: subject)
      if let bound, bound.rows <= shortList { return nil }
      let table = shape.relations.first { !$0.isWritten }?.name
      let depth = bound.map { ": the last page reads about \(NumberText.count($0.rows)) rows" } ?? ""
      return finding(
        on: table, query.name.value, "query \"\(query.name.value)\" pages with OFFSET\(depth)",
        evidence: (bound?.facts.map { $0 } ?? []) + [query.busiest.map { "sent at up to \($0.value.written)" }],
        fix: fix(query, subject), at: query.sql?.span ?? query.name.span)
    }
  }

  private func fix(_ query: Query, _ subject: CheckSubject) -> Fix {
    guard let page = query.sql.flatMap({ subject.rewriter.keyset($0.value) }) else {
      return .words("order by a unique key, keep its last value, and ask for the rows after it instead of OFFSET")
    }
    return .query(page.rewrite)
  }
}
