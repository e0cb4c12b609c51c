import Checks
import Diagnostics
import PlanModel
import SchemaModel
import Testing

struct RunnerTests {
  private static let schema = """
    CREATE TABLE shops (id text PRIMARY KEY);
    CREATE TABLE "we""ird" (id bigint PRIMARY KEY, "shop ID" text REFERENCES shops, at timestamp);
    CREATE POLICY p ON "we""ird" USING (true);
    """

  @Test
  func gravestFirstThenByCodeAndName() {
    let findings = CheckRunner().run(CheckInput(.sql, Self.schema).subject().value, today: nil).findings
    #expect(findings.map(\.severity) == findings.map(\.severity).sorted(by: >))
    #expect(
      findings.map(\.code) == [
        "policy-without-row-security", "policy-always-true", "timezone-confusion", "under-indexing",
        "string-primary-key",
      ])
    #expect(Set(findings.map(\.fingerprint)).count == findings.count)
  }

  @Test
  func fixesQuoteHostileNames() {
    let findings = CheckRunner().run(CheckInput(.sql, Self.schema).subject().value, today: nil).findings
    let fix = findings.first { $0.code == "under-indexing" }?.fix
    #expect(fix == "CREATE INDEX CONCURRENTLY \"idx_we\"\"ird_shop ID\" ON \"we\"\"ird\" (\"shop ID\");")
  }

  @Test
  func scopeLimitsTheTables() {
    let whole = CheckInput(.sql, Self.schema).subject().value
    let subject = CheckSubject(catalog: whole.catalog, plan: whole.plan, scope: [ObjectName("shops")])
    #expect(CheckRunner().run(subject, today: nil).findings.map(\.code) == ["string-primary-key"])
  }

  @Test
  func anEmptySubjectHasNoFindings() {
    let subject = CheckSubject(catalog: Catalog(), plan: Plan(name: "empty"), baseline: Catalog())
    let result = CheckRunner().run(subject, today: CalendarDate("2026-01-01"))
    #expect(result.findings.isEmpty && result.diagnostics.isEmpty)
  }
}
