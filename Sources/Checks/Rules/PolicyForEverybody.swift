import Diagnostics
import PlanModel
import SchemaModel

/// Policies for PUBLIC on tables of which it is known who uses them.
struct PolicyForEverybody: Check {
  let metadata = CheckMetadata(
    code: "policy-for-everybody", severity: .note,
    summary: "A policy is for every role, although only some of them use the table.",
    why: """
      A policy without TO is met by every role that exists or is made later, by reporting and support logins as well: a grant \
      given one day then opens rows that nobody thought of.
      """,
    fix: "Name the roles that the policy is for.",
    bad: CheckExample(
      .sql,
      """
      CREATE ROLE clerk;
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      GRANT SELECT ON notes TO clerk;
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      """),
    good: CheckExample(
      .sql,
      """
      CREATE ROLE clerk;
      CREATE TABLE notes (id bigint PRIMARY KEY, owner text NOT NULL);
      GRANT SELECT ON notes TO clerk;
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes TO clerk USING (owner = current_user);
      """),
    sources: ["PostgreSQL manual: CREATE POLICY"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.securedTables.compactMap { table in
      // A restrictive policy for everybody is the floor that nobody is to slip through.
      let open = table.policies.filter { $0.isPermissive && $0.roles.contains("public") }
      let users = subject.users(of: table.name).filter { $0 != "PUBLIC" && !subject.crossingRoles.contains($0) }
      guard let first = open.first, !users.isEmpty, !subject.access.grantees(of: table.name).contains("PUBLIC") else {
        return nil
      }
      let names = open.map { "\"\($0.name)\"" }.joined(separator: ", ")
      let list = users.map { SQLText.name($0) }.joined(separator: ", ")
      return finding(
        on: table.name, nil,
        "\(table.name.display) has \(open.count == 1 ? "a policy" : "policies") for every role: \(names)",
        evidence: ["\(users.joined(separator: ", ")) \(users.count == 1 ? "uses" : "use") the table"],
        fix: .sql(
          lines: open.map { "ALTER POLICY \(SQLText.name($0.name)) ON \(SQLText.name(table.name)) TO \(list);" }),
        at: first.span ?? table.span)
    }
  }
}
