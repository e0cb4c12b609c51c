import Checks
import StatementLocks
import Diagnostics
import SchemaModel

/// Row security is switched on before a policy lets anybody in.
struct RowSecurityOrder: MigrationRule {
  let metadata = CheckMetadata(
    code: "row-security-order", severity: .warning,
    summary: "Row security is switched on before a policy lets anybody see a row.",
    why: """
      From ENABLE ROW LEVEL SECURITY on, a table without a policy shows no row to anybody but its owner. A policy made beforehand does \
      nothing until then.
      """,
    fix: "CREATE POLICY first, test it as the application's role, then ENABLE, then FORCE.",
    bad: CheckExample(
      .sql,
      "ALTER TABLE orders ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own ON orders USING (tenant_id = 1);",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint);"),
    good: CheckExample(
      .sql,
      "CREATE POLICY own ON orders USING (tenant_id = 1);\nALTER TABLE orders ENABLE ROW LEVEL SECURITY;",
      baseline: "CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint);"),
    sources: ["PostgreSQL manual: 5.8 Row Security Policies"])

  func findings(in migration: JudgedMigration, _ facts: MigrationFacts) -> [Finding] {
    migration.statements.flatMap { statement -> [Finding] in
      statement.changes.compactMap { table, change in
        guard case .rowSecurity("ENABLE") = change, statement.isOld(table),
          statement.before.tables[table]?.policies.isEmpty == true
        else { return nil }
        // In one transaction nobody sees the state in between.
        let comesLater = migration.statements.contains { later in
          if case .policy(_, table, .create) = later.action, later.range.lowerBound > statement.range.lowerBound {
            return statement.transaction != nil && later.transaction == statement.transaction
          }
          return false
        }
        if comesLater { return nil }
        return finding(
          at: statement, on: table, nil,
          "row security of \(table.display) is switched on while it has no policy: nobody but its owner sees a row",
          evidence: facts.evidence([table], waiting: .accessExclusive),
          fix: fix(table, statement, migration))
      }
    }
  }

  /// The policies that come too late, brought forward; which rows a role may see nobody else can say.
  private func fix(
    _ table: ObjectName, _ statement: JudgedStatement, _ migration: JudgedMigration
  ) -> MigrationFix {
    let policies = migration.statements.filter { later in
      if case .policy(_, table, .create) = later.action { true } else { false }
    }
    guard !policies.isEmpty else {
      return .words(
        "decide which rows of \(table.display) each role may see, CREATE POLICY for it, then ENABLE in a migration of its own"
      )
    }
    return .sql(lines: policies.map { Safe.statement($0.sql) } + [Safe.alter(table, "ENABLE ROW LEVEL SECURITY")])
  }
}
