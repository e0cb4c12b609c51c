import Diagnostics
import PlanModel
import QueryRewriting
import SchemaModel

/// Declared queries that ask for every column.
struct SelectStar: Check {
  let metadata = CheckMetadata(
    code: "select-star", severity: .note,
    summary: "A declared query asks for every column with SELECT *.",
    why: """
      It moves columns nobody shows, sensitive ones among them, reads values out of TOAST, keeps an index from answering \
      alone, and changes its result when a column is added or dropped while the old application still runs.
      """,
    fix: "Name the columns that are used; in Prisma with `select`.",
    bad: CheckExample(
      .sql, "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, password_hash text NOT NULL);",
      plan: "queries: [ { name: profile, sql: \"SELECT * FROM users WHERE id = $1\" } ]"),
    good: CheckExample(
      .sql, "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, password_hash text NOT NULL);",
      plan: "queries: [ { name: profile, sql: \"SELECT id, email FROM users WHERE id = $1\" } ]"),
    sources: ["PostgreSQL manual: 7.3 Select Lists", "PostgreSQL manual: 11.9 Index-Only Scans and Covering Indexes"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.compactMap { query in
      guard let shape = query.shape, shape.isRead, shape.selectsAll, !shape.isAggregateOnly else { return nil }
      let returned = Set(shape.columnsReturned.map(\.table))
      let tables = shape.relations.filter {
        !$0.isWritten && $0.view == nil && (returned.isEmpty || returned.contains($0.name))
      }
      .compactMap { subject.catalog.tables[$0.name] }
      guard let main = tables.first else { return nil }
      let sensitive = subject.plan.sensitive.filter { column in
        column.dataClass != nil && tables.contains { $0.name == column.column.value.table }
      }.map(\.column.value.display)
      let count = tables.reduce(0) { $0 + $1.columns.count }
      let rewrite = query.sql.flatMap { subject.rewriter.namingColumns($0.value) }
      return finding(
        on: main.name, query.name.value,
        "query \"\(query.name.value)\" reads all \(count) columns of \(tables.map(\.name.display).joined(separator: ", "))",
        evidence: [
          sensitive.isEmpty ? nil : "among them \(sensitive.joined(separator: ", ")), declared sensitive",
          query.call.map { "sent by \($0.value)" },
        ],
        fix: rewrite.map { .query($0, notes: ["leave out those that nobody shows"]) }
          ?? .words("name the columns that are used"),
        at: query.sql?.span ?? query.name.span,
        severity: sensitive.isEmpty ? nil : .warning)
    }
  }
}
