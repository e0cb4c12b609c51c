import Diagnostics
import PlanModel
import QueryRewriting
import SchemaModel

/// Declared queries on tenants' tables that neither name the tenant nor are kept to one by a policy.
struct MissingTenantPredicate: Check {
  let metadata = CheckMetadata(
    code: "missing-tenant-predicate", severity: .warning,
    summary: "A declared query reads or writes a tenant's table without a condition on the tenant's key.",
    why: """
      Nothing keeps the statement to one tenant: a number of another tenant's row is enough to read or change it, and without \
      such a number the statement goes through the rows of all of them.
      """,
    fix: """
      Add the condition, or let the database supply it by row security. A table that is joined to one with the condition is \
      kept by it; roles that may cross tenants, tables that all share, and tables under row security are not reported.
      """,
    bad: CheckExample(
      .sql,
      "CREATE TABLE orders (id bigint PRIMARY KEY, shop_id bigint NOT NULL, placed_at timestamptz NOT NULL);",
      plan: """
        tenancy: { model: shared-schema, key: shop_id, enforce: [application] }
        queries: [ { name: order, sql: "SELECT placed_at FROM orders WHERE id = $1" } ]
        """),
    good: CheckExample(
      .sql,
      "CREATE TABLE orders (id bigint PRIMARY KEY, shop_id bigint NOT NULL, placed_at timestamptz NOT NULL);",
      plan: """
        tenancy: { model: shared-schema, key: shop_id, enforce: [application] }
        queries: [ { name: order, sql: "SELECT placed_at FROM orders WHERE id = $1 AND shop_id = $2" } ]
        """),
    sources: ["PostgreSQL manual: 5.8 Row Security Policies", "OWASP: Insecure Direct Object Reference Prevention"])

  func findings(in subject: CheckSubject) -> [Finding] {
    guard let key = subject.plan.tenancy?.key?.value else { return [] }
    return subject.plan.queries.compactMap { query in
      guard
        let reach = TenantReach(of: query, plan: subject.plan, catalog: subject.catalog, policies: subject.policies),
        !reach.open.isEmpty,
        let table = subject.catalog.tables[reach.open[0].name], subject.isJudged(table.name)
      else { return nil }
      let names = reach.open.map(\.name.display).joined(separator: ", ")
      let verb = query.shape?.isRead == true ? "reads" : "changes"
      return finding(
        on: table.name, query.name.value,
        "query \"\(query.name.value)\" \(verb) \(names) without a condition on \(key), and no policy adds one",
        evidence: [
          query.role.map { "sent as \($0.value)" }, subject.rowsText(of: table.name),
          query.busiest.map { "sent at up to \($0.value.written)" },
        ], fix: fix(query, reach, key, subject), at: query.sql?.span ?? query.name.span)
    }
  }

  private func fix(_ query: Query, _ reach: TenantReach, _ key: String, _ subject: CheckSubject) -> Fix {
    let rewrite = query.sql.flatMap { subject.rewriter.limiting($0.value, to: key, of: reach.open.map(\.alias)) }
    return rewrite.map { .query($0) } ?? .words("add a condition on \(key), or let a policy add it")
  }
}
