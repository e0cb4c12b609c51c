import Diagnostics
import IndexAnalysis
import PlanModel
import QueryRewriting
import SchemaModel

/// Declared queries whose comparison PostgreSQL can only make after casting an indexed column.
struct ImplicitCast: Check {
  let metadata = CheckMetadata(
    code: "implicit-cast", severity: .warning,
    summary: "A declared query compares an indexed column with another type, to which the column is cast.",
    why: """
      PostgreSQL has no operator for the two types, so it casts the side that can be cast without loss, which is the column: an \
      integer compared with a numeric value becomes numeric in every row, and the index on it is not entered.
      """,
    fix: """
      Give the value the column's type: a literal without a fraction, a cast of the parameter, the same type on both sides of a \
      join. Types of one family (the integers; date, timestamp and timestamptz; text and varchar) compare as they are and \
      are not reported.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE payments (id bigint PRIMARY KEY, cents bigint NOT NULL);",
      plan: "queries: [ { name: payment, sql: \"SELECT cents FROM payments WHERE id = $1::numeric\" } ]"),
    good: CheckExample(
      .sql, "CREATE TABLE payments (id bigint PRIMARY KEY, cents bigint NOT NULL);",
      plan: "queries: [ { name: payment, sql: \"SELECT cents FROM payments WHERE id = $1::bigint\" } ]"),
    sources: ["PostgreSQL manual: 10.2 Operators", "PostgreSQL manual: 11.10 Operator Classes and Operator Families"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.compactMap { query in
      guard let sql = query.sql?.value, query.shape != nil, let found = subject.rewriter.comparingOwnTypes(sql) else {
        return nil
      }
      let columns = found.columns.filter { column in
        subject.isJudged(column.column.table) && !subject.isSmall(column.column.table)
          && subject.paths(of: column.column.table).contains { $0.columns.first == column.column.column }
          && !subject.isNarrowed(query.withoutConditions(on: column.column), column.column.table)
      }
      guard let first = columns.first else { return nil }
      let type = ColumnType(first.type).short
      return finding(
        on: first.column.table, query.name.value,
        "query \"\(query.name.value)\" compares \(first.column.display), which is \(type), with "
          + "\(first.other?.display ?? first.value): every row's value is cast to \(ColumnType(first.castTo).short)",
        evidence: [
          subject.rowsText(of: first.column.table), first.condition,
          query.busiest.map { "sent at up to \($0.value.written)" },
        ], fix: fix(first, found.rewrite), at: query.sql?.span ?? query.name.span)
    }
  }

  private func fix(_ column: CastColumn, _ rewrite: Rewrite?) -> Fix {
    if let rewrite { return .query(rewrite) }
    let type = ColumnType(column.type).short
    return .words(
      column.other.map { "give \($0.display) the type \(type), or cast it to \(type) in the join" }
        ?? "cast \(column.value) to \(type), rounded as the question means it")
  }
}
