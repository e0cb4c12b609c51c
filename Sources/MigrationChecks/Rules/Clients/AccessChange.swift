import Checks
import Diagnostics
import SchemaModel

/// Who may see or write rows changes under running applications.
struct AccessChange: StatementRule {
  let metadata = CheckMetadata(
    code: "access-change", severity: .note,
    summary: "Who may see or write rows of a table in use changes with this statement.",
    why: """
      Rows disappear from the queries of running applications without an error, or are shown to whom they were hidden from: DISABLE and DROP \
      POLICY open, FORCE, REVOKE and a further restrictive policy close.
      """,
    fix:
      "Test it as the application's role before; open in a migration of its own after the reason for closing is gone.",
    bad: CheckExample(
      .sql, "ALTER TABLE orders DISABLE ROW LEVEL SECURITY;",
      baseline: """
        CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint);
        ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON orders USING (tenant_id = 1);
        """),
    good: CheckExample(
      .sql, "CREATE POLICY own ON orders USING (tenant_id = 1);",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint);"),
    sources: ["PostgreSQL manual: 5.8 Row Security Policies"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    switch statement.action {
    case .policy(let name, let table, let change):
      guard let known = statement.before.tables[table], known.rowSecurity.isEnabled, statement.isOld(table),
        change != .create
      else { return [] }
      let words = change == .drop ? "is dropped" : "changes"
      return [said(statement, table, name, "policy \(name) of \(table.display) \(words) while row security is on")]
    case .revoke(let tables):
      return tables.filter(statement.isOld).map {
        said(statement, $0, nil, "REVOKE takes rights on \($0.display) from roles that may be using them")
      }
    case .alterTable(let table, _, let changes) where statement.isOld(table):
      return changes.compactMap { change in
        guard case .rowSecurity(let words) = change, words != "ENABLE" else { return nil }
        let effect =
          words == "FORCE" ? "holds the owner of \(table.display) to its policies, too" : "opens \(table.display)"
        return said(statement, table, nil, "\(words) ROW LEVEL SECURITY \(effect)")
      }
    default: return []
    }
  }

  private func said(_ statement: JudgedStatement, _ table: ObjectName, _ object: String?, _ message: String) -> Finding
  {
    finding(
      at: statement, on: table, object, message,
      fix: .words(
        "run the application's queries on \(table.display) as its own role before and after, and compare the rows"))
  }
}
