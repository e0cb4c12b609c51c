import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Policies that let a row be written that they would not let be seen.
struct PolicyLooseCheck: Check {
  let metadata = CheckMetadata(
    code: "policy-loose-check", severity: .error,
    summary: "A policy's WITH CHECK does not ask whose the row is, which its USING does.",
    why: """
      USING holds the rows that are found, WITH CHECK the rows that are written. A looser WITH CHECK lets rows be inserted for \
      another tenant, or one's own rows be given away by UPDATE. Without WITH CHECK PostgreSQL takes USING for both, which is \
      no hole.
      """,
    fix: "Leave WITH CHECK out, or repeat in it what USING says of whose the row is.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user) WITH CHECK (true);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      """),
    sources: ["PostgreSQL manual: CREATE POLICY, table of policies applied by command type"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.readPolicies.compactMap { table, read in
      let policy = read.policy
      guard policy.isPermissive, let using = read.using, let check = read.check, check.constantTruth != false,
        !subject.isForCrossing(policy), using.constantTruth == nil
      else { return nil }
      let keys = using.conjuncts.compactMap { subject.sessionKey($0) }
      let isOpen = check.constantTruth == true
      let mentioned = Set(check.parts.compactMap { if case .column(let parts) = $0 { parts.last } else { nil } })
      let lost = keys.filter { !mentioned.contains($0) }
      // A function of the schema may look at the row by its key.
      guard isOpen || !lost.isEmpty && !callsOwn(check, subject) else { return nil }
      guard !isHeld(lost, policy, table, subject) else { return nil }
      let words = policy.command == .all ? "inserted or changed" : "changed"
      return finding(
        on: table.name, policy.name,
        "\(policy.display(table.name)) lets rows be \(words) that it does not show: WITH CHECK "
          + (isOpen ? "is always true" : "does not ask for \(lost.joined(separator: ", "))"),
        evidence: ["USING (\(policy.using?.sql ?? "")), WITH CHECK (\(policy.check?.sql ?? ""))"],
        fix: fix(policy, table, using, isOpen: isOpen, lost, subject), at: policy.span ?? table.span)
    }
  }

  private func callsOwn(_ check: ConditionTerm, _ subject: CheckSubject) -> Bool {
    check.calls.contains { !$0.arguments.isEmpty && !subject.conditions.functions.bodies(of: $0).isEmpty }
  }

  /// Whether a restrictive policy asks for it.
  private func isHeld(_ lost: [String], _ policy: Policy, _ table: Table, _ subject: CheckSubject) -> Bool {
    subject.conditions[table.name].contains { other in
      guard !other.policy.isPermissive, let check = other.writing,
        other.policy.command == .all || other.policy.command == policy.command,
        other.policy.roles.contains("public") || Set(other.policy.roles).isSuperset(of: policy.roles)
      else { return false }
      let keys = check.conjuncts.compactMap { subject.sessionKey($0) }
      return !lost.isEmpty && Set(lost).isSubset(of: keys)
    }
  }

  private func fix(
    _ policy: Policy, _ table: Table, _ using: ConditionTerm, isOpen: Bool, _ lost: [String], _ subject: CheckSubject
  ) -> Fix {
    let condition = policy.using?.sql ?? ""
    let check = isOpen ? condition : "(\(condition)) AND (\(policy.check?.sql ?? "true"))"
    return PolicyFix.alter(policy, table.name, check: check)
  }
}
