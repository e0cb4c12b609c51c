import CommonMark
import PlanDocument
import Testing

/// Each line of a law is met by a fact of the plan, and open without it.
@Suite struct ComplianceTests {
  private static let schema = """
    CREATE TABLE clinics (id bigint PRIMARY KEY);
    CREATE TABLE patients (
      id bigint PRIMARY KEY, clinic_id bigint NOT NULL REFERENCES clinics (id), diagnosis bytea, left_at timestamptz);
    """
  private static let facts = [
    "audit": "audit: { tables: [patients], actor: app.user_id, keep: 6 years, security_events: [ddl] }",
    "connection": "connection: { tls: { min: TLSv1.3 }, sslmode: verify-full }",
    "monitoring": "monitoring: { page: \"#oncall\" }",
    "backup": "backup: { tool: pgbackrest, restore_tested: 2026-02-02 }",
    "stored": """
    sensitive: { patients.diagnosis: { class: health, stored: app-encrypted, keep: 10 years, subject: patients.id } }
    """,
  ]
  private static let rest = """
    as_of: 2026-03-01
    compliance: [hipaa, soc2]
    tenancy: { key: clinic_id, setting: app.clinic_id }
    roles: { reception: { login: app, rows: tenant, patients: [select, insert, update] } }

    """

  @Test func everyLineIsMetByTheWholePlan() {
    let states = Self.states(Self.facts)
    #expect(states.count >= 10, "\(states)")
    #expect(states.filter { !$0.value.hasPrefix("met") }.isEmpty, "\(states)")
  }

  @Test(
    arguments: [
      ("audit", "HIPAA 164.312(b)"), ("audit", "HIPAA 164.312(c)(1)"), ("connection", "HIPAA 164.312(e)(1)"),
      ("connection", "SOC 2 CC6.7"), ("monitoring", "SOC 2 CC7.2"), ("backup", "SOC 2 A1.2"),
      ("stored", "HIPAA 164.312(a)(2)(iv)"),
    ])
  func aLineIsOpenWithoutItsFact(_ fact: String, _ rule: String) {
    var facts = Self.facts
    facts[fact] = fact == "stored" ? "sensitive: { patients.diagnosis: { class: health } }" : nil
    #expect(Self.states(facts)[rule] == "open", "\(Self.states(facts))")
  }

  private static func states(_ facts: [String: String]) -> [String: String] {
    let lines = facts.sorted { $0.key < $1.key }.map(\.value)
    let example = Example.small(schema: schema, rest + lines.joined(separator: "\n") + "\n")
    let cells = Document(example.document("privacy.md")).tables.flatMap(\.rows).map { $0.map(\.plainText) }
    let rules = cells.filter { ($0.first ?? "").hasPrefix("HIPAA") || ($0.first ?? "").hasPrefix("SOC 2") }
    return Dictionary(rules.map { ($0[0], $0.count > 2 ? $0[2] : "") }, uniquingKeysWith: { first, _ in first })
  }
}
