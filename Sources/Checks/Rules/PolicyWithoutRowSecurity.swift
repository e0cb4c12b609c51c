import Diagnostics
import SchemaModel

/// Policies that are not in force.
struct PolicyWithoutRowSecurity: Check {
  let metadata = CheckMetadata(
    code: "policy-without-row-security", severity: .error,
    summary: "A table has policies, but row security is not enabled, so they do nothing.",
    why: "The schema reads as if rows were protected, and every role with a grant sees all of them.",
    fix: "Enable row security on the table, and force it when the application connects as the owner.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text);
      CREATE POLICY own_notes ON notes USING (owner = current_user);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own_notes ON notes USING (owner = current_user);
      """),
    sources: ["PostgreSQL manual: 5.8 Row Security Policies"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.compactMap { table in
      guard let policy = table.policies.first, !table.rowSecurity.isEnabled else { return nil }
      let names = table.policies.map(\.name).joined(separator: ", ")
      return finding(
        on: table.name, nil,
        "\(table.name.display) has \(table.policies.count == 1 ? "the policy" : "the policies") \(names), "
          + "but row security is off",
        evidence: [subject.rowsText(of: table.name)],
        fix: .sql("ALTER TABLE \(SQLText.name(table.name)) ENABLE ROW LEVEL SECURITY;"), at: policy.span ?? table.span)
    }
  }
}
