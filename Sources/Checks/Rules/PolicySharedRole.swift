import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Policies that compare a row's owner with a role that all users share.
struct PolicySharedRole: Check {
  let metadata = CheckMetadata(
    code: "policy-shared-role", severity: .warning,
    summary: "A policy compares a column with current_user, and the plan's users share one role.",
    why: """
      The application connects with one login and takes a group role: current_user is that role for everybody. The condition then \
      passes all of the users the same rows, or nobody any.
      """,
    fix: "Compare with a setting that the application makes for each transaction.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      """,
      plan: """
        roles:
          clerk: { login: app, notes: [select], rows: own via owner, setting: app.login }
        """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = (SELECT nullif(current_setting('app.login', true), '')));
      """,
      plan: """
        roles:
          clerk: { login: app, notes: [select], rows: own via owner, setting: app.login }
        """),
    sources: ["PostgreSQL manual: 9.26 System Information Functions and Operators"])

  func findings(in subject: CheckSubject) -> [Finding] {
    // Roles that the application takes after it has logged in as somebody else.
    let shared = subject.plan.roles.filter { role in role.login.map { $0.value != role.name.value } ?? false }
    guard !shared.isEmpty else { return [] }
    return subject.readPolicies.compactMap { table, read in
      let users = shared.filter { !$0.commands(on: table.name).isEmpty && meets($0, read.policy) }
      guard !users.isEmpty, let call = read.conditions.flatMap(\.conjuncts).lazy.compactMap({ self.call($0) }).first
      else { return nil }
      let names = users.map(\.name.value).joined(separator: ", ")
      let setting = users.compactMap(\.setting?.value).first ?? subject.plan.tenancy?.setting?.value
      return finding(
        on: table.name, read.policy.name,
        "\(read.policy.display(table.name)) compares with \(call), which is the same for all users of \(names)",
        evidence: [users.first.map { "\($0.name.value) is taken after login as \($0.login?.value ?? "")" }],
        fix: setting.flatMap {
          PolicyFix.replacing(
            [(call, "(SELECT nullif(current_setting(\(SQLText.literal($0)), true), ''))")], in: read.policy, table.name)
        } ?? .words("compare with a setting that the application makes for each transaction"),
        at: read.policy.span ?? table.span)
    }
  }

  private func meets(_ role: AccessRole, _ policy: Policy) -> Bool {
    policy.roles.contains("public") || policy.roles.contains(role.name.value)
  }

  private func call(_ term: ConditionTerm) -> String? {
    guard let comparison = term.comparison(), case .call(let call) = comparison.value.bare,
      ["current_user", "session_user"].contains(call.name)
    else { return nil }
    return call.sql
  }
}
