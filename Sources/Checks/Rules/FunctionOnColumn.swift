import Diagnostics
import IndexAnalysis
import PlanModel
import QueryRewriting
import SchemaModel

/// Declared queries that compare what is made of a column, which an index on the column does not know.
struct FunctionOnColumn: Check {
  let metadata = CheckMetadata(
    code: "function-on-column", severity: .warning,
    summary: "A declared query compares a function, cast or sum of a column, which no index holds.",
    why: """
      An index on a column is ordered by the column's values. What is computed from them has another order, so every row that \
      the other conditions leave is read and computed.
      """,
    fix: """
      Compare the column itself: a day as a range of moments, a year as a range of days, a sum moved to the other side. Where \
      that is not possible, index the expression, if its function is immutable. Fewer than 1,000 rows, in the table or left by \
      indexed conditions, are not reported.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE payments (id bigint PRIMARY KEY, received_at timestamptz NOT NULL);",
      plan: """
        volumes: { payments: { rows: 5M } }
        queries: [ { name: payments of a day, sql: "SELECT id FROM payments WHERE received_at::date = $1 LIMIT 500" } ]
        """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE payments (id bigint PRIMARY KEY, received_at timestamptz NOT NULL);
      CREATE INDEX payments_received ON payments (received_at);
      """,
      plan: """
        volumes: { payments: { rows: 5M } }
        queries:
          - name: payments of a day
            sql: SELECT id FROM payments WHERE received_at >= $1::date AND received_at < $1::date + 1 LIMIT 500
        """),
    sources: [
      "PostgreSQL manual: 11.7 Indexes on Expressions", "PostgreSQL manual: 38.7 Function Volatility Categories",
    ])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.compactMap { query in
      guard let sql = query.sql?.value, query.shape != nil,
        let found = subject.rewriter.unwrappingColumns(sql)
      else { return nil }
      let columns = found.columns.filter { isOfUse($0, query, subject) }
      guard let first = columns.first, let table = subject.catalog.tables[first.column.table] else { return nil }
      let written = columns.map(\.condition).joined(separator: ", ")
      return finding(
        on: table.name, query.name.value, "query \"\(query.name.value)\" filters by \(written), which no index serves",
        evidence: [subject.rowsText(of: table.name), query.busiest.map { "sent at up to \($0.value.written)" }],
        fix: fix(query, columns, found.rewrite, table, subject), at: query.sql?.span ?? query.name.span)
    }
  }

  private func isOfUse(_ column: WrappedColumn, _ query: Query, _ subject: CheckSubject) -> Bool {
    let table = column.column.table
    guard subject.isJudged(table), !subject.isSmall(table), !subject.isNarrowed(query, table) else { return false }
    guard column.replacement != nil || column.isEquality && column.isImmutable else { return false }
    // There an index on the expression is of no use: `not-leakproof` says what is.
    if column.replacement == nil, subject.catalog.tables[table].map({ subject.isUnderPolicies(query, $0) }) ?? false {
      return false
    }
    return !subject.paths(of: table).contains { path in
      path.elements.contains { element in
        guard case .expression(let expression) = element.key else { return false }
        return SQLTokens.areEqual(expression.sql, column.expression)
      }
    }
  }

  private func fix(
    _ query: Query, _ columns: [WrappedColumn], _ rewrite: Rewrite?, _ table: Table, _ subject: CheckSubject
  ) -> Fix {
    if let rewrite, let shape = query.shape, columns.contains(where: { $0.replacement != nil }) {
      let lacking = columns.first { $0.replacement != nil && !subject.leads(to: $0.column, shape) }
      let pinned = TableFilter(shape, on: table.name).equal.filter { $0 != lacking?.column.column }
      let index = lacking.map { subject.createIndex(table, pinned + [$0.column.column]) }
      return .query(rewrite, after: [index].compactMap(\.self))
    }
    guard let column = columns.first else { return .words("compare the column itself") }
    let pinned = query.shape.map { TableFilter($0, on: table.name).equal } ?? []
    return .sql(
      subject.createIndex(table, leading: pinned, on: column.expression, named: column.column.column + "_expr"))
  }
}
