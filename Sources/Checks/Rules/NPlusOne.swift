import Diagnostics
import PlanModel
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
      let parent = parent(of: query, per.value, subject)
      if let parent {
        guard parent.rate > 0, rate.value / parent.rate >= leastRuns else { return nil }
      } else {
        guard rate.value >= leastRate else { return nil }
      }
      let runs = parent.map { NumberText.count(rate.value / $0.rate) }
      let ratio = runs.flatMap { runs in
        parent.map { "\(rate.written) are about \(runs) for each run of \($0.name) at \($0.written)" }
      }
      return finding(
        on: query.shape?.relations.first?.name, query.name.value,
        "query \"\(query.name.value)\" runs once for each \(per.value)",
        evidence: [ratio ?? "sent at \(rate.written)", query.call.map { "sent by \($0.value)" }],
        fix: fix(query), at: query.per?.span ?? query.name.span)
    }
  }

  /// The query or transaction that `per` speaks of: by name, by the words of its name, or the one that runs this query.
  private func parent(of query: Query, _ per: String, _ subject: CheckSubject) -> (
    name: String, rate: Double, written: String
  )? {
    let words = Set(NameWords(per).stems)
    let named = subject.plan.queries.filter { other in
      other.name.value != query.name.value && other.rate != nil
        && (other.name.value == per || Set(NameWords(other.name.value).stems).isSubset(of: words))
    }.max { ($0.name.value == per ? 1 : 0, $0.name.value.count) < ($1.name.value == per ? 1 : 0, $1.name.value.count) }
    if let named, let rate = named.rate { return ("\"\(named.name.value)\"", rate.value.value, rate.value.written) }
    let transaction = subject.plan.transactions.first { transaction in
      transaction.rate != nil && transaction.runs.contains { $0.value == query.name.value }
    }
    return transaction.flatMap { found in
      found.rate.map { ("transaction \"\(found.name.value)\"", $0.value.value, $0.value.written) }
    }
  }

  private func fix(_ query: Query) -> Fix {
    let pinned = query.shape?.predicates.first {
      $0.comparison == .equality && $0.constant == nil && $0.function == nil
    }
    guard let pinned else { return .words("fetch the rows for all parents in one statement") }
    return .sql(
      "-- once for all parents",
      "WHERE \(SQLText.name(pinned.column.table.name)).\(SQLText.name(pinned.column.column)) = ANY($1)")
  }
}
