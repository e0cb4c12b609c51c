import Diagnostics
import PlanModel
import SchemaModel

/// Queries whose text is put together from values.
struct ConcatenatedQuery: Check {
  let metadata = CheckMetadata(
    code: "concatenated-query", severity: .error,
    summary: "A declared query, or the dynamic SQL of a function, has values put into its text.",
    why: """
      A value that becomes part of the text can end its quotes and say something else: whoever supplies it then writes the \
      statement. Each value also makes another statement, which is planned anew.
      """,
    fix: """
      Send values as parameters ($1, Prisma's $queryRaw with a template, a bound parameter of text()). In EXECUTE, pass values \
      by USING, and names by format() with %I. Names that are quoted or cast to regclass are not reported.
      """,
    bad: CheckExample(
      .sql, "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
      plan: """
        queries: [ { name: find, call: "prisma.$queryRawUnsafe(`SELECT id FROM orders WHERE note = '${note}'`)" } ]
        """),
    good: CheckExample(
      .sql, "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
      plan: """
        queries: [ { name: find, call: "prisma.$queryRaw`SELECT id FROM orders WHERE note = ${note}`" } ]
        """),
    sources: ["PostgreSQL manual: 43.5.4 Executing Dynamic Commands", "OWASP: SQL Injection Prevention"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.plan.queries.compactMap { query($0) } + subject.catalog.functions.flatMap { function($0) }
  }

  private func query(_ query: Query) -> Finding? {
    let places = [(query.call, TextInjection.inCall), (query.sql, TextInjection.inSQL)]
    for (text, find) in places {
      guard let text, let found = find(text.value) else { continue }
      return finding(
        on: nil, query.name.value, "query \"\(query.name.value)\" puts a value into its text: \(found.what)",
        evidence: [found.text], fix: .words("send the value as a parameter"), at: text.span ?? query.name.span)
    }
    return nil
  }

  /// What it runs comes from its arguments or from rows, unless it quotes them.
  private func function(_ function: Function) -> [Finding] {
    guard function.language.lowercased() == "plpgsql" else { return [] }
    let open = DynamicStatements.in(function.sql).filter { !$0.open.isEmpty }
    guard let first = open.first else { return [] }
    return [
      finding(
        on: nil, function.name.display,
        "\(function.name.display) executes text with \(first.open.joined(separator: ", ")) in it, unquoted",
        evidence: [String(first.text.prefix(80))],
        fix: .words("pass values by USING, and names by format() with %I"), at: function.span,
        severity: function.isSecurityDefiner ? .error : .warning)
    ]
  }
}
