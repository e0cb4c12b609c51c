import Diagnostics
import PlanModel
import QueryRewriting
import SchemaModel

/// Declared queries whose result grows with the data.
struct UnboundedQuery: Check {
  let metadata = CheckMetadata(
    code: "unbounded-query", severity: .warning,
    summary: "A declared query returns rows without a LIMIT, and nothing else bounds how many.",
    why: """
      The result grows with the table: memory in the client, time on the connection and bytes on the wire rise until one \
      customer's page, or everybody's, times out.
      """,
    fix: """
      End it with ORDER BY over a unique key and LIMIT, and go on from the last row (keyset paging). An aggregate, equality \
      on a unique key, or fewer than 1,000 rows by the declared volumes bound a query as well.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE invoices (id bigint PRIMARY KEY, status text NOT NULL, due_on date NOT NULL);",
      plan: """
        volumes: { invoices: { rows: 2M } }
        queries: [ { name: overdue invoices, sql: "SELECT id, due_on FROM invoices WHERE due_on < now()" } ]
        """),
    good: CheckExample(
      .sql, "CREATE TABLE invoices (id bigint PRIMARY KEY, status text NOT NULL, due_on date NOT NULL);",
      plan: """
        volumes: { invoices: { rows: 2M } }
        queries: [ { name: overdue invoices, sql: "SELECT id, due_on FROM invoices WHERE due_on < now() ORDER BY due_on, id LIMIT 50" } ]
        """),
    sources: ["PostgreSQL manual: 7.6 LIMIT and OFFSET"])

  private let mostRows = 1_000.0

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.compactMap { query in
      guard let shape = query.shape, shape.isRead, !shape.hasLimit, !shape.isAggregateOnly, shape.groupColumns.isEmpty
      else { return nil }
      guard let bound = QueryBound(shape, in: subject), bound.rows > mostRows else { return nil }
      let table = shape.relations.first { !$0.isWritten }?.name
      let narrowed = bound.estimate < bound.rows * 0.95
      return finding(
        on: table, query.name.value,
        "query \"\(query.name.value)\" has no LIMIT and can return about \(NumberText.count(bound.rows)) rows"
          + (narrowed ? ", \(NumberText.count(bound.estimate)) by the declared shares" : ""),
        evidence: bound.facts.map { $0 } + [query.busiest.map { "sent at up to \($0.value.written)" }],
        fix: fix(query, shape, subject), at: query.sql?.span ?? query.name.span)
    }
  }

  /// The first page as a whole query, else what its end should be.
  private func fix(_ query: Query, _ shape: QueryShape, _ subject: CheckSubject) -> Fix {
    if let rewrite = query.sql.flatMap({ subject.rewriter.limited($0.value, to: 100) }) { return .query(rewrite) }
    let relations = shape.relations.filter { !$0.isWritten }
    func named(_ column: ColumnReference) -> String {
      let alias = relations.count > 1 ? relations.first { $0.name == column.table }?.alias : nil
      return (alias.map { SQLText.name($0) + "." } ?? "") + SQLText.name(column.column)
    }
    var order = shape.sort.compactMap { key in key.column.map { named($0) + (key.isDescending ? " DESC" : "") } }
    let main = relations.first.flatMap { subject.catalog.tables[$0.name] }
    let sorted = Set(shape.sort.compactMap(\.column).filter { $0.table == main?.name }.map(\.column))
    if let main, let key = main.primaryKey, !main.isUnique(sorted) {
      order += key.columns.filter { !sorted.contains($0) }.map { named(ColumnReference(main.name, $0)) }
    }
    let by = order.isEmpty ? "" : "ORDER BY \(order.joined(separator: ", ")) "
    return .sql("-- at the end of \"\(query.name.value)\"", "\(by)LIMIT 100")
  }
}
