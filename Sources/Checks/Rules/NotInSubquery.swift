import Diagnostics
import PlanModel
import QueryRewriting
import SchemaModel

/// Declared queries with NOT IN and a subquery.
struct NotInSubquery: Check {
  let metadata = CheckMetadata(
    code: "not-in-subquery", severity: .warning,
    summary: "A declared query says NOT IN with a subquery: slow for many rows, empty after one NULL.",
    why: """
      One NULL among the subquery's values makes NOT IN unknown for every row, and the result empty. Because of that PostgreSQL \
      can not make an anti join of it: it keeps the whole list in memory, or runs the subquery again for each row when the list \
      is too large.
      """,
    fix: """
      Say NOT EXISTS with the comparison inside. It gives the same where neither side can be NULL; where one can, the finding \
      says what differs.
      """,
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
      CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
      """,
      plan: """
        volumes: { customers: { rows: 180k }, orders: { rows: 2M } }
        queries:
          - name: customers without orders
            sql: SELECT id FROM customers WHERE id NOT IN (SELECT customer_id FROM orders) ORDER BY id LIMIT 50
        """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
      CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
      """,
      plan: """
        volumes: { customers: { rows: 180k }, orders: { rows: 2M } }
        queries:
          - name: customers without orders
            sql: |
              SELECT id FROM customers c
              WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id) ORDER BY id LIMIT 50
        """),
    sources: ["PostgreSQL manual: 9.23.3 NOT IN"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.flatMap { query -> [Finding] in
      guard let sql = query.sql?.value, query.shape != nil else { return [] }
      return subject.rewriter.notExists(sql).compactMap { finding($0, query, subject) }
    }
  }

  private func finding(_ found: NotIn, _ query: Query, _ subject: CheckSubject) -> Finding? {
    let isLarge = !found.tables.isEmpty && !found.tables.allSatisfy { subject.isSmall($0) }
    // A short list without NULL is what NOT IN is for.
    guard found.isGivenNullable || isLarge else { return nil }
    let danger =
      found.isGivenNullable
      ? ": one \(found.givenColumn?.display ?? found.given) that is NULL leaves no row" : ", which is no anti join"
    return finding(
      on: found.column?.table ?? found.tables.first, query.name.value,
      "query \"\(query.name.value)\" looks for \(found.tested) NOT IN the rows of "
        + "\(found.tables.map(\.display).joined(separator: ", "))\(danger)",
      evidence: found.tables.map { subject.rowsText(of: $0) } + [
        query.busiest.map { "sent at up to \($0.value.written)" }
      ],
      fix: found.rewrite.map { .query($0) } ?? .words("say NOT EXISTS with the comparison inside the subquery"),
      at: query.sql?.span ?? query.name.span,
      severity: found.isGivenNullable ? nil : .note)
  }
}
