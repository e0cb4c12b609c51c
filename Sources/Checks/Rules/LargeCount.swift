import Diagnostics
import PlanModel
import QueryRewriting
import SchemaModel

/// Declared queries that count very many rows.
struct LargeCount: Check {
  let metadata = CheckMetadata(
    code: "large-count", severity: .warning,
    summary: "A declared query counts 100,000 rows or more, one by one, each time it is asked.",
    why: """
      PostgreSQL keeps no exact number of rows: count(*) visits every row that passes, or its index entry, and checks that it is \
      visible. The answer takes longer with every month of data.
      """,
    fix: """
      Show an estimate (pg_class.reltuples for a whole table), count to a limit and say "more than", or keep the number in a \
      column or summary table. Queries sent less than once a minute are not reported.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE events (id bigint PRIMARY KEY, kind text NOT NULL);",
      plan: """
        volumes: { events: { rows: 40M } }
        queries: [ { name: number of events, sql: SELECT count(*) FROM events, rate: 2/s } ]
        """),
    good: CheckExample(
      .sql, "CREATE TABLE events (id bigint PRIMARY KEY, kind text NOT NULL);",
      plan: """
        volumes: { events: { rows: 40M } }
        queries:
          - name: number of events
            sql: SELECT reltuples::bigint AS count FROM pg_class WHERE oid = 'public.events'::regclass
            rate: 2/s
        """),
    sources: ["PostgreSQL manual: 53.11 pg_class", "PostgreSQL manual: 70.1 Row Estimation Examples"])

  private let manyRows = 100_000.0
  private let oftenEnough = 1.0 / 60
  /// How far a list counts before it says "more".
  private let shownCount = 1_000

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.compactMap { query in
      guard let sql = query.sql?.value, let shape = query.shape, shape.isRead, shape.isAggregateOnly,
        query.busiest.map({ $0.value.value >= oftenEnough }) ?? true,
        let counted = subject.rewriter.countedRows(sql, upTo: shownCount),
        let rows = rows(counted, shape, subject), rows.count >= manyRows
      else { return nil }
      let table = counted.wholeTable ?? shape.relations.first?.name
      // How many pass a range is not known: all of them may.
      let isOpen = shape.predicates.contains { ![.equality, .membership].contains($0.comparison) }
      return finding(
        on: table, query.name.value,
        "query \"\(query.name.value)\" counts \(isOpen ? "up to" : "about") \(NumberText.count(rows.count)) rows each time",
        evidence: rows.facts.map { $0 } + [query.busiest.map { "sent at up to \($0.value.written)" }],
        fix: fix(counted, query, subject), at: query.sql?.span ?? query.name.span, severity: isOpen ? .note : nil)
    }
  }

  private func rows(
    _ counted: CountedRows, _ shape: QueryShape, _ subject: CheckSubject
  ) -> (count: Double, facts: [String])? {
    if let table = counted.wholeTable {
      return subject.rows(of: table).map { ($0, [subject.rowsText(of: table)].compactMap(\.self)) }
    }
    return QueryBound(shape, in: subject).map { ($0.estimate, $0.facts) }
  }

  private func fix(_ counted: CountedRows, _ query: Query, _ subject: CheckSubject) -> Fix {
    let table = counted.wholeTable.flatMap { subject.catalog.tables[$0] }
    // Under a policy the number is that of one tenant.
    if let estimate = counted.estimate, table.map({ !subject.isUnderPolicies(query, $0) }) ?? false {
      return .query(estimate)
    }
    guard let bounded = counted.bounded else { return .words("keep the number in a column or summary table") }
    return .query(bounded)
  }
}
