import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Policies that let everybody pass.
struct PolicyAlwaysTrue: Check {
  let metadata = CheckMetadata(
    code: "policy-always-true", severity: .warning,
    summary: "A policy's condition is true for every row: true, 1 = 1, or an OR with one of them.",
    why: """
      Permissive policies are joined by OR: one that is always true makes all others of the table for that command and role \
      worthless. A restrictive one that is always true restricts nothing.
      """,
    fix: "Write the condition that is meant, or give the policy only to the role that is to pass.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user OR 1 = 1);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      """),
    sources: ["PostgreSQL manual: CREATE POLICY"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.readPolicies.compactMap { table, read in
      let policy = read.policy
      guard policy.isPermissive else { return restrictive(read, table) }
      guard !subject.isForCrossing(policy) else { return nil }
      let reads = read.reading?.constantTruth == true
      // A looser WITH CHECK beside a USING that binds is `policy-loose-check`.
      let writes = read.writing?.constantTruth == true && (policy.command == .insert || reads)
      let commands = commands(policy, reads: reads, writes: writes).filter { !isNarrowed($0, policy, table, subject) }
      guard let first = commands.first else { return nil }
      let readsOnly = commands == [.select]
      let keys = keys(table, subject)
      // What everybody may read and nobody's rows are is reference data.
      if readsOnly, keys.isEmpty { return nil }
      let words = commands.map(\.rawValue).joined(separator: ", ")
      let condition = first == .insert ? policy.check ?? policy.using : policy.using ?? policy.check
      return finding(
        on: table.name, policy.name,
        "\(policy.display(table.name)) lets \(policy.rolesText) \(words) every row: \(condition?.sql ?? "true") is always true",
        evidence: [
          keys.isEmpty ? nil : "\(keys.joined(separator: ", ")) says whose a row is",
          subject.rowsText(of: table.name),
        ],
        fix: fix(read, table, keys, subject), at: policy.span ?? table.span, severity: readsOnly ? .note : nil)
    }
  }

  private func restrictive(_ read: ReadPolicy, _ table: Table) -> Finding? {
    guard !read.conditions.isEmpty, read.conditions.allSatisfy({ $0.constantTruth == true }) else { return nil }
    return finding(
      on: table.name, read.policy.name,
      "the restrictive \(read.policy.display(table.name)) restricts nothing: its condition is always true",
      fix: .sql("DROP POLICY \(SQLText.name(read.policy.name)) ON \(SQLText.name(table.name));"),
      at: read.policy.span ?? table.span, severity: .note)
  }

  private func commands(_ policy: Policy, reads: Bool, writes: Bool) -> [Policy.Command] {
    switch policy.command {
    case .all: reads ? [.select, .insert, .update, .delete] : []
    case .insert: writes ? [.insert] : []
    case let command: reads ? [command] : []
    }
  }

  /// Whether a restrictive policy holds the same roles at this command.
  private func isNarrowed(
    _ command: Policy.Command, _ policy: Policy, _ table: Table, _ subject: CheckSubject
  ) -> Bool {
    subject.conditions[table.name].contains { other in
      let roles = Set(other.policy.roles)
      let condition = command == .insert ? other.writing : other.reading
      return !other.policy.isPermissive && other.covers(command) && condition?.constantTruth == nil
        && condition != nil && (roles.contains("public") || roles.isSuperset(of: policy.roles))
    }
  }

  private func keys(_ table: Table, _ subject: CheckSubject) -> [String] {
    let isShared = subject.plan.tenancy?.shared.contains { $0.value == table.name } == true
    let tenant = isShared ? nil : subject.plan.tenancy?.key?.value
    let own = [tenant].compactMap(\.self).filter { table.columns.contains($0) }
    return own + subject.keyColumns(table.name).filter { !own.contains($0) }
  }

  private func fix(_ read: ReadPolicy, _ table: Table, _ keys: [String], _ subject: CheckSubject) -> Fix {
    let policy = read.policy
    guard let condition = PolicyCondition.meant(for: table, keys, subject) else {
      return .words("write which rows of \(table.name.display) \(policy.rolesText) may use in place of the constant")
    }
    return PolicyFix.alter(
      policy, table.name, using: policy.using == nil ? nil : condition,
      check: policy.check == nil ? nil : condition)
  }
}
