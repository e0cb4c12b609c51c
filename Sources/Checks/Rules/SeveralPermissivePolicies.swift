import Diagnostics
import PlanModel
import SchemaModel

/// Commands for which a role meets more than one permissive policy.
struct SeveralPermissivePolicies: Check {
  let metadata = CheckMetadata(
    code: "several-permissive-policies", severity: .note,
    summary: "A role meets several permissive policies for one command of a table; one that passes is enough.",
    why: """
      PostgreSQL joins them by OR. The loosest one decides, and each row that the first refuses is tried by the next; an index \
      that one of them could enter is not entered for the others.
      """,
    fix:
      "Join them into one policy by OR, so that the whole rule stands in one place, or make the narrowing one restrictive.",
    bad: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL, reader text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      CREATE POLICY readers ON notes FOR SELECT USING (reader = current_user);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL, reader text NOT NULL);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      CREATE POLICY readers ON notes AS RESTRICTIVE FOR SELECT USING (reader = current_user);
      """),
    sources: ["PostgreSQL manual: CREATE POLICY, permissive and restrictive policies"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.tables.flatMap { table -> [Finding] in
      let passing = table.policies.filter { $0.isPermissive && !subject.isForCrossing($0) }
      return [Policy.Command.select, .insert, .update, .delete].compactMap { command in
        finding(table, passing.filter { $0.command == .all || $0.command == command }, command)
      }
    }
  }

  private func finding(_ table: Table, _ policies: [Policy], _ command: Policy.Command) -> Finding? {
    guard policies.count > 1 else { return nil }
    let roles = Set(policies.flatMap(\.roles)).sorted()
    let several = roles.filter { role in policies.count { Self.meets(role, $0) } > 1 }
    guard !several.isEmpty else { return nil }
    let met = policies.filter { policy in several.contains { Self.meets($0, policy) } }
    let names = met.map(\.name).joined(separator: ", ")
    let isForAll = several.contains("public")
    return finding(
      on: table.name, command.rawValue,
      "\(command.rawValue) on \(table.name.display) meets \(met.count) permissive policies: \(names)",
      evidence: ["for \(isForAll ? "everybody" : several.joined(separator: ", "))"], fix: fix(met, table, command),
      at: met[1].span ?? table.span)
  }

  private static func meets(_ role: String, _ policy: Policy) -> Bool {
    policy.roles.contains("public") || policy.roles.contains(role)
  }

  /// One policy in place of those for this command alone; one that is for other commands as well has to be taken apart.
  private func fix(_ policies: [Policy], _ table: Table, _ command: Policy.Command) -> Fix {
    let isInsert = command == .insert
    let conditions = policies.map { isInsert ? $0.check ?? $0.using : $0.using }.compactMap { $0?.sql }
    let roles = Set(policies.map(\.roles))
    guard conditions.count == policies.count, roles.count == 1,
      policies.allSatisfy({ $0.command == policies[0].command }),
      policies.allSatisfy({ ($0.check == nil) == (policies[0].check == nil) }), let first = policies.first
    else { return .words("write one policy for \(command.rawValue) that joins the conditions of these by OR") }
    let joined = conditions.map { "(\($0))" }.joined(separator: " OR ")
    let checks = policies.compactMap { $0.check.map { "(\($0.sql))" } }.joined(separator: " OR ")
    let change = PolicyFix.alter(
      first, table.name, using: first.using == nil ? nil : joined, check: first.check == nil ? nil : checks)
    let drops = policies.dropFirst().map {
      "DROP POLICY \(SQLText.name($0.name)) ON \(SQLText.name(table.name));"
    }
    return .sql(lines: [change.text] + drops)
  }
}
