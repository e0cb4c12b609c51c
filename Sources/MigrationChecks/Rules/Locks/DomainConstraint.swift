import Checks
import StatementLocks
import Diagnostics
import SchemaModel

/// A constraint of a domain that is proved of every table that uses it; a domain that can only be changed so.
struct DomainConstraint: StatementRule {
  let metadata = CheckMetadata(
    code: "domain-constraint", severity: .warning,
    summary: "A constraint of a domain is proved of every row of every table that uses the domain.",
    why: """
      ALTER DOMAIN ... ADD CONSTRAINT locks each of those tables with SHARE and reads them to the end: writes wait. The constraint of a \
      domain that is made now will have to be changed that way one day.
      """,
    fix: "Add it NOT VALID and VALIDATE CONSTRAINT in a migration of its own; keep rules in checks of the tables.",
    bad: CheckExample(
      .sql, "ALTER DOMAIN sku ADD CONSTRAINT sku_long CHECK (length(VALUE) > 3);",
      baseline: "CREATE DOMAIN sku AS text;\nCREATE TABLE items (id bigint PRIMARY KEY, sku sku);"),
    good: CheckExample(
      .sql, "ALTER DOMAIN sku ADD CONSTRAINT sku_long CHECK (length(VALUE) > 3) NOT VALID;",
      baseline: "CREATE DOMAIN sku AS text;\nCREATE TABLE items (id bigint PRIMARY KEY, sku sku);"),
    sources: ["PostgreSQL manual: ALTER DOMAIN"])

  func findings(at statement: JudgedStatement, _ facts: MigrationFacts) -> [Finding] {
    switch statement.action {
    case .addDomainConstraint(let domain, let name, isValidated: true):
      let tables = statement.before.tables.filter { table in
        table.columns.contains { $0.type.userType == domain } && statement.isOld(table.name)
      }.map(\.name)
      let isKnown = statement.before.domains.contains(domain)
      guard !tables.isEmpty || !isKnown else { return [] }
      let place = tables.isEmpty ? "every table that uses it" : Safe.said(tables)
      let fix: MigrationFix =
        name == nil
        ? .words("add CHECK (VALUE IS NOT NULL) NOT VALID to \(domain.display), then VALIDATE CONSTRAINT")
        : .sql(
          "\(statement.sql) NOT VALID;", Safe.next,
          "ALTER DOMAIN \(Safe.name(domain)) VALIDATE CONSTRAINT \(Safe.name(name ?? ""));")
      return [
        finding(
          at: statement, on: tables.first, name,
          "the constraint of domain \(domain.display) is proved of every row of \(place) under SHARE: writes wait",
          evidence: facts.evidence(tables, waiting: .share), fix: fix, severity: facts.severity(tables))
      ]
    case .createDomain(let domain, hasConstraint: true):
      return [
        finding(
          at: statement, domain.name,
          "domain \(domain.display) is made with a constraint: each change of it reads all tables that use it under SHARE",
          fix: .words(
            "make \(domain.display) a plain type of the tables and put the rule into their checks, NOT VALID first"),
          severity: .note)
      ]
    default: return []
    }
  }
}
