import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Policies that pass everybody who is logged in.
struct PolicyWithoutColumn: Check {
  let metadata = CheckMetadata(
    code: "policy-without-column", severity: .warning,
    summary: "A policy asks whether somebody is logged in, and not whose the row is.",
    why: """
      The condition names no column of its table: it is true for every row or for none. Whoever has an account may read, change \
      or remove what belongs to everybody else.
      """,
    fix:
      "Compare a column of the table with what the session says, or give the policy TO the role that may see everything.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes FOR DELETE USING ((SELECT current_setting('app.user', true)) IS NOT NULL);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes FOR DELETE USING (owner = (SELECT current_setting('app.user', true)));
      """),
    sources: ["PostgreSQL manual: CREATE POLICY"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.readPolicies.compactMap { table, read in
      let policy = read.policy
      guard policy.isPermissive, !subject.isForCrossing(policy),
        read.conditions.contains(where: { isAboutLogin($0, subject) })
      else { return nil }
      let isWrite = policy.command != .select
      let keys = subject.keyColumns(table.name)
      // Reading for members is how shared data is meant; with a column that says whose a row is, it is not.
      if !isWrite, keys.isEmpty { return nil }
      let isCheck = read.using.map { !isAboutLogin($0, subject) } ?? true
      let text = isCheck ? policy.check?.sql : policy.using?.sql
      return finding(
        on: table.name, policy.name,
        "\(policy.display(table.name)) passes every row for whoever is logged in: \(text ?? "")",
        evidence: [keys.isEmpty ? nil : "\(keys.joined(separator: ", ")) says whose a row is"],
        fix: fix(policy, table, keys, subject), at: policy.span ?? table.span, severity: isWrite ? nil : .note)
    }
  }

  /// Nothing but `somebody IS NOT NULL` and `role = 'authenticated'`.
  private func isAboutLogin(_ condition: ConditionTerm, _ subject: CheckSubject) -> Bool {
    condition.conjuncts.allSatisfy { part in
      guard part.ownColumns.isEmpty, !part.queries.contains(where: { !$0.relations.isEmpty }),
        subject.conditions.functions.asksSession(part)
      else { return false }
      switch part {
      case .nullTest(_, isNull: false): return true
      case .operation("=", let sides): return sides.contains { ["authenticated", "anon"].contains($0.text) }
      default: return false
      }
    }
  }

  private func fix(_ policy: Policy, _ table: Table, _ keys: [String], _ subject: CheckSubject) -> Fix {
    guard let condition = PolicyCondition.meant(for: table, keys, subject) else {
      return .words("say in the policy which rows of \(table.name.display) are whose")
    }
    return PolicyFix.alter(
      policy, table.name, using: policy.using == nil ? nil : condition, check: policy.check == nil ? nil : condition)
  }
}
