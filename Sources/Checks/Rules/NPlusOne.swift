import Diagnostics
import PlanModel
import QueryRewriting
import SchemaModel

/// Declared queries that run once for each row of another one's result.
struct NPlusOne: Check {
  let metadata = CheckMetadata(
    code: "n-plus-one", severity: .warning,
    summary: "A declared query runs once for each row of another query's result.",
    why: """
      Each run pays a round trip and a connection's attention. The page gets slower with its length, and the pool is busy with \
      queries that one statement could answer together.
      """,
    fix: """
      Fetch the rows for all parents at once: column = ANY($1), a join, or `include` in the ORM. Reads are meant that run at \
      least three times as often as what they run for; locking reads keep their own order and are not reported.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE order_items (id bigint PRIMARY KEY, order_id bigint NOT NULL);",
      plan: """
        queries:
          - { name: lines of an order, sql: "SELECT id FROM order_items WHERE order_id = $1", rate: 150/s, per: listed order }
        """),
    good: CheckExample(
      .sql, "CREATE TABLE order_items (id bigint PRIMARY KEY, order_id bigint NOT NULL);",
      plan: """
        queries:
          - { name: lines of the orders, sql: "SELECT id FROM order_items WHERE order_id = ANY($1)", rate: 6/s }
        """),
    sources: ["Prisma documentation: Query optimization, solving the n+1 problem"])

  private let leastRuns = 3.0
  /// Without a rate to compare with, a query this rare harms nobody.
  private let leastRate = 10.0

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.compactMap { query in
      guard let per = query.per, let rate = query.rate?.value, query.shape?.isRead ?? (query.sql == nil),
        query.shape?.lockClause == nil
      else { return nil }
      let parent = QueryParent(of: query, in: subject.plan)
      if let parent {
        guard let runs = parent.runs(of: query), runs >= leastRuns else { return nil }
      } else {
        guard rate.value >= leastRate else { return nil }
      }
      let often = parent.flatMap { parent in
        parent.runs(of: query).map { "about \(NumberText.count($0)) times for each run of \(parent.name)" }
      }
      return finding(
        on: query.shape?.relations.first?.name, query.name.value,
        "query \"\(query.name.value)\" runs \(often ?? "once for each \(per.value)")",
        evidence: [
          parent.map { "\(rate.written) against \($0.rate.value.written)" } ?? "sent at \(rate.written)",
          query.call.map { "sent by \($0.value)" },
        ],
        fix: fix(query, parent?.query, subject), at: query.per?.span ?? query.name.span)
    }
  }

  private func fix(_ query: Query, _ parent: Query?, _ subject: CheckSubject) -> Fix {
    let batched = BatchedQuery(
      query, parent: parent, catalog: subject.catalog, tenantKey: subject.plan.tenancy?.key?.value)
    guard let batched, let sql = subject.rewriter.verified(batched.sql) else {
      return .words("fetch the rows for all parents in one statement")
    }
    let limit = query.shape?.hasLimit == true ? "; its LIMIT was for one of them" : ""
    let note = "once for all parents, told apart by \(batched.column)\(limit)"
    return Fix(text: "-- \(note)\n\(sql)", language: .sql, rewrite: sql)
  }
}
