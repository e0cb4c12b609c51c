import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Tables whose owner passes by their policies.
struct RowSecurityNotForced: Check {
  let metadata = CheckMetadata(
    code: "row-security-not-forced", severity: .warning,
    summary: "Row security is enabled and not forced, so whoever owns the table sees every row.",
    why: """
      The owner of a table, a migration role as a rule and often the application itself, passes by its policies. A view or a \
      SECURITY DEFINER function of the owner's then opens all rows to whoever may use it.
      """,
    fix: "Force row security, and give the migrations a role of their own that is meant to pass by.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      ALTER TABLE notes FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      """),
    sources: [
      "PostgreSQL manual: 5.8 Row Security Policies", "PostgreSQL manual: ALTER TABLE, FORCE ROW LEVEL SECURITY",
    ])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.securedTables.compactMap { table in
      guard !table.rowSecurity.isForced, !table.policies.isEmpty else { return nil }
      let others = others(table, subject)
      return finding(
        on: table.name, nil, "\(table.name.display) does not force row security: its owner passes by \(names(table))",
        evidence: [
          others.isEmpty
            ? "the schema and the plan name nobody else who uses it"
            : "\(others.joined(separator: ", ")) \(others.count == 1 ? "is" : "are") held by it"
        ],
        fix: .sql("ALTER TABLE \(SQLText.name(table.name)) FORCE ROW LEVEL SECURITY;"), at: table.span,
        severity: others.isEmpty ? nil : .note)
    }
  }

  private func names(_ table: Table) -> String {
    table.policies.count == 1 ? "the policy \(table.policies[0].name)" : "its \(table.policies.count) policies"
  }

  /// Roles that use the table and are not its owner.
  private func others(_ table: Table, _ subject: CheckSubject) -> [String] {
    let named = Set(table.policies.flatMap(\.roles)).subtracting(["public"])
    return Set(subject.users(of: table.name)).union(named).subtracting(["PUBLIC"]).sorted()
  }
}
