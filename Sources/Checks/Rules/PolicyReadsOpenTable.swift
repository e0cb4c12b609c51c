import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Policies that believe a table which those they hold may write.
struct PolicyReadsOpenTable: Check {
  let metadata = CheckMetadata(
    code: "policy-reads-open-table", severity: .warning,
    summary: "A policy looks up rights in a table without row security that its roles may write.",
    why: """
      Whoever may insert into the table of memberships makes themselves a member of anything, and the policy then passes them by \
      its own rule.
      """,
    fix: "Enable row security on the table that is looked into, or let only another role write it.",
    bad: CheckExample(
      .sql,
      """
      CREATE ROLE clerk;
      CREATE TABLE members (team_id bigint, login text, PRIMARY KEY (team_id, login));
      CREATE TABLE notes (id bigint PRIMARY KEY, team_id bigint NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes TO clerk USING (team_id IN (SELECT team_id FROM members WHERE login = current_user));
      GRANT SELECT ON notes TO clerk;
      GRANT SELECT, INSERT ON members TO clerk;
      """),
    good: CheckExample(
      .sql,
      """
      CREATE ROLE clerk;
      CREATE TABLE members (team_id bigint, login text, PRIMARY KEY (team_id, login));
      CREATE TABLE notes (id bigint PRIMARY KEY, team_id bigint NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes TO clerk USING (team_id IN (SELECT team_id FROM members WHERE login = current_user));
      GRANT SELECT ON notes, members TO clerk;
      """),
    sources: ["PostgreSQL manual: CREATE POLICY"])

  func findings(in subject: CheckSubject) -> [Finding] {
    var found: [Finding] = []
    var seen: Set<ObjectName> = []
    for (table, read) in subject.readPolicies where table.rowSecurity.isEnabled {
      let looked = read.conditions.flatMap(\.queries).flatMap { subject.tables(of: $0) }
      for other in looked where !other.rowSecurity.isEnabled && other.name != table.name {
        let writers = writers(of: other, read.policy, subject)
        guard !writers.isEmpty, seen.insert(other.name).inserted else { continue }
        found.append(
          finding(
            on: other.name, nil,
            "\(read.policy.display(table.name)) believes \(other.name.display), which has no row security and "
              + "\(writers.joined(separator: ", ")) may write",
            fix: .sql(
              "ALTER TABLE \(SQLText.name(other.name)) ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;",
              "-- and policies that let \(writers.joined(separator: ", ")) read, not write, what they are to have"),
            at: read.policy.span ?? table.span))
      }
    }
    return found
  }

  /// Roles that the policy holds and that may write the table, by the schema's grants or by the plan.
  private func writers(of table: Table, _ policy: Policy, _ subject: CheckSubject) -> [String] {
    let granted = subject.access.grantees(of: table.name, ["INSERT", "UPDATE", "DELETE"])
    let planned = subject.plan.roles.filter { role in
      role.commands(on: table.name).contains { $0 != .select }
    }.map(\.name.value)
    return Set(granted + planned).subtracting(subject.crossingRoles).filter { role in
      role == "PUBLIC" || policy.roles.contains("public") || policy.roles.contains(role)
    }.sorted()
  }
}
